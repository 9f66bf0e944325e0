import { databases, freshDatabase } from '../../__testUtils__/databases';
import { ResultStore, type ResultWrite } from './ResultStore';

function result(entity: number, revision: number, states = 'PF'): ResultWrite {
  return {
    scorecard_id: 1,
    entity_id: entity,
    version: 1,
    states,
    since: 'a,b',
    reasons: null,
    fact_versions: '{}',
    level: -1,
    score: 50.5,
    passed: 1,
    known: 2,
    counted: 2,
    evaluated_at: 1_800_000_000_000,
    next_due: null,
    revision,
  };
}

describe.each(databases.eachSupportedId())('ResultStore on %s', id => {
  it('gives back what was stored', async () => {
    const knex = await freshDatabase(id);
    const store = ResultStore.create(knex);

    expect(await store.write(knex, [result(1, 0), result(2, 0)])).toEqual(
      new Set(['1/1', '1/2']),
    );
    const [row] = await store.ofEntities([1]);

    expect(row).toMatchObject({ states: 'PF', score: 50.5, revision: 1 });
    expect(Number(row.evaluated_at)).toBe(1_800_000_000_000);
    expect(await store.ofRange(1, 2, 9)).toMatchObject([{ entity_id: 2 }]);
  });

  it('lets one of two writers win, and tells the other', async () => {
    const knex = await freshDatabase(id);
    const store = ResultStore.create(knex);
    await store.write(knex, [result(1, 0)]);

    const first = await store.write(knex, [result(1, 1, 'PP')]);
    const second = await store.write(knex, [result(1, 1, 'FF')]);
    const third = await store.write(knex, [result(1, 0, 'UU')]);

    expect([first.size, second.size, third.size]).toEqual([1, 0, 0]);
    expect(await store.ofEntities([1])).toMatchObject([
      { states: 'PP', revision: 2 },
    ]);
  });

  it('removes only what is as it was read', async () => {
    const knex = await freshDatabase(id);
    const store = ResultStore.create(knex);
    await store.write(knex, [result(1, 0), result(2, 0)]);
    await store.write(knex, [result(2, 1, 'PP')]);

    const gone = await store.remove(knex, [
      { scorecard_id: 1, entity_id: 1, revision: 1 },
      { scorecard_id: 1, entity_id: 2, revision: 1 },
    ]);

    expect([...gone]).toEqual(['1/1']);
  });
});
