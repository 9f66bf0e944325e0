import type { Knex } from 'knex';
import { databases, directory } from '../__testUtils__/databases';
import { bulkRows, databaseNow, inIds, inOnce, rawRows } from './bulk';
import { migrate } from './migrate';

interface Thing {
  id: number;
  name: string;
  at: number;
  size: number;
}

const columns = {
  id: 'integer',
  name: 'text',
  at: 'bigint',
  size: 'double precision',
} as const;

async function insert(knex: Knex, things: Array<Partial<Thing>>) {
  const rows = bulkRows<Partial<Thing>>(knex, columns, things);
  await knex.raw(
    `INSERT INTO things (id, name, at, size) SELECT id, name, at, size FROM ${rows.sql} AS b WHERE true`,
    rows.bindings,
  );
}

describe.each(databases.eachSupportedId())('rows on %s', id => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init(id);
    await migrate(knex, directory);
  });

  it('come in as one value, with nothing for what is absent', async () => {
    await insert(knex, [
      { id: 1, name: 'a "quoted" \\ name ü', at: 1_900_000_000_000, size: 0.5 },
      { id: 2 },
    ]);

    const found = await knex('things').select().orderBy('id');
    expect(
      found.map(row => ({ ...row, at: row.at && Number(row.at) })),
    ).toEqual([
      {
        id: 1,
        name: 'a "quoted" \\ name ü',
        at: 1_900_000_000_000,
        size: 0.5,
      },
      { id: 2, name: null, at: null, size: null },
    ]);
  });

  it('take text that a database cannot hold, but for what it cannot', async () => {
    await insert(knex, [{ id: 1, name: 'nul \u0000, half \ud800.' }]);

    expect(await knex('things').pluck('name')).toEqual([
      'nul \ufffd, half \ufffd.',
    ]);
  });

  it('are found by ids', async () => {
    await insert(knex, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    const find = async (ids: number[]) => {
      const list = inIds(knex, ids);
      const found = await knex.raw(
        `SELECT id FROM things WHERE id ${list.sql} ORDER BY id`,
        list.bindings,
      );
      return rawRows<{ id: number }>(found).map(row => row.id);
    };

    expect(await find([3, 1, 9])).toEqual([1, 3]);
    expect(await find([])).toEqual([]);
  });

  it('are taken by a subquery that runs once', async () => {
    await insert(knex, [{ id: 1 }, { id: 2 }, { id: 3 }]);
    const first = inOnce(knex, 'SELECT id FROM things ORDER BY id LIMIT 2');

    const gone = await knex.raw(
      `DELETE FROM things WHERE id ${first} RETURNING id`,
    );

    expect(rawRows(gone)).toHaveLength(2);
    expect(await knex('things').pluck('id')).toEqual([3]);
  });

  it("have one clock, the database's", async () => {
    const { now } = await knex.select({ now: databaseNow(knex) }).first();

    expect(Math.abs(Number(now) - Date.now())).toBeLessThan(60_000);
  });
});
