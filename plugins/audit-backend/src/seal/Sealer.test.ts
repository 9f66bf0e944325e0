import { databases } from '../__testUtils__/databases';
import {
  sealedLog,
  sealedLogOver,
  withoutGuard,
} from './__testUtils__/sealedLog';

jest.setTimeout(60_000);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const spans = (blocks: Array<Record<string, unknown>>) =>
  blocks.map(row => [Number(row.first_seq), Number(row.last_seq)]);

describe.each(databases.eachSupportedId())('the seal on %s', id => {
  it('waits a minute, or for many records', async () => {
    const { append, blocks, clock, sealer } = await sealedLog(id, {
      everyRecords: 5,
    });
    expect(await sealer.step()).toBe(false);
    await append(2);
    expect(await sealer.step()).toBe(true);
    await append(4);
    expect(await sealer.step()).toBe(false);
    await append(1);
    expect(await sealer.step()).toBe(true);
    await append(1);
    expect(await sealer.step()).toBe(false);
    clock.now += MINUTE + 1000;
    expect(await sealer.step()).toBe(true);
    expect(spans(await blocks())).toEqual([
      [1, 2],
      [3, 7],
      [8, 8],
    ]);
  });

  it('proves an hour without records, and covers what nothing happened in', async () => {
    const { append, blocks, clock, sealer, problems } = await sealedLog(id);
    await append(1);
    await sealer.step();
    clock.now += 30 * MINUTE;
    expect(await sealer.step()).toBe(false);
    clock.now += HOUR;
    expect(await sealer.step()).toBe(true);
    const rows = await blocks();
    expect(spans(rows)).toEqual([
      [1, 1],
      [2, 1],
    ]);
    const [one, two] = rows.map(row => JSON.parse(row.header));
    expect(one.since).toBe('1970-01-01T00:00:00.000Z');
    expect(two.since).toBe(one.sealedAt);
    expect(await problems()).toEqual([]);
  });

  it('cuts a backlog into blocks that verify', async () => {
    const { append, blocks, sealer, verifier } = await sealedLog(id, {
      everyRecords: 100,
    });
    await append(250);
    await append(205);
    expect(await sealer.sealAll()).toBe(455);
    expect(spans(await blocks())).toEqual([
      [1, 100],
      [101, 200],
      [201, 300],
      [301, 400],
      [401, 455],
    ]);
    await append(3);
    expect(await verifier.verify()).toMatchObject({
      blocks: 5,
      records: 455,
      unsealed: 3,
      pruned: 0,
      problems: [],
    });
  });

  it('makes one chain where two replicas seal at once', async () => {
    const one = await sealedLog(id, { everyRecords: 7 });
    const two = await sealedLogOver(one.knex, { everyRecords: 7 });
    await one.append(200);
    await Promise.all(
      [one, two, one, two].map(async ({ sealer }) => {
        for (let turn = 0; turn < 20; turn++) {
          await sealer.step();
        }
      }),
    );
    await one.sealer.sealAll();
    const rows = await one.blocks();
    expect(rows.map(row => Number(row.block))).toEqual(
      rows.map((_, index) => index + 1),
    );
    expect(await one.verifier.verify()).toMatchObject({
      records: 200,
      problems: [],
    });
  });

  it('leaves no gap where it dies between reading and storing', async () => {
    const { append, knex, sealer, verifier, keys } = await sealedLog(id);
    await append(10);
    const dying = await sealedLogOver(knex);
    jest.spyOn(dying.keys, 'active').mockImplementation(async () => {
      const key = await keys.active();
      return Object.assign(Object.create(key), {
        id: key.id,
        sign: () => {
          throw new Error('killed');
        },
      });
    });
    await expect(dying.sealer.sealAll()).rejects.toThrow('killed');
    expect(dying.sealer.problem).toBe('killed');
    await append(5);
    expect(await sealer.sealAll()).toBe(15);
    expect(await verifier.verify()).toMatchObject({
      blocks: 1,
      records: 15,
      problems: [],
    });
  });

  it('goes on where the clock went back an hour', async () => {
    const { append, knex, sealer, verifier } = await sealedLog(id);
    await append(3);
    // As if the clock had been an hour ahead until now.
    await knex('log_head').update({ at: Date.now() + HOUR });
    await append(2);
    await sealer.sealAll();
    await append(2);
    await sealer.sealAll();
    expect(await verifier.verify()).toMatchObject({
      blocks: 2,
      records: 7,
      problems: [],
    });
  });

  it('refuses to hide that a record was deleted before it was sealed', async () => {
    const { append, knex, sealer } = await sealedLog(id);
    await append(4);
    await withoutGuard(knex, tx => tx('records').where({ seq: 3 }).delete());
    await expect(sealer.sealAll()).rejects.toThrow('Record 3 of the audit log');
    expect(sealer.problem).toContain('Record 3');
  });

  it('does not go on from a block that was taken away', async () => {
    const { append, blocks, knex, sealer, problems } = await sealedLog(id);
    await append(1);
    await sealer.sealAll();
    await append(1);
    await sealer.sealAll();
    await knex('blocks').where({ block: 1 }).delete();
    await append(1);
    await sealer.sealAll();
    expect(await blocks()).toHaveLength(2);
    expect((await problems())[0]).toEqual({
      block: 2,
      message: 'The blocks after 0 are missing',
    });
  });
});
