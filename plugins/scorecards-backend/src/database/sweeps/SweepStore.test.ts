import { databases, freshDatabase } from '../../__testUtils__/databases';
import { SweepStore } from './SweepStore';

const ids = Array.from({ length: 1200 }, (_, n) => n * 2 + 1);
const sweep = {
  scorecardId: 1,
  version: 1,
  cause: 'ruleEdited',
  entityIds: ids,
};

describe.each(databases.eachSupportedId())('SweepStore on %s', id => {
  it('cuts a sweep into chunks that cover all entities once', async () => {
    const knex = await freshDatabase(id);
    const store = SweepStore.create(knex);
    await store.add(knex, sweep);

    expect(await store.remaining()).toEqual(new Map([[1, 1200]]));
    const chunks = [];
    for (;;) {
      const chunk = await store.claim('one');
      if (!chunk) {
        break;
      }
      chunks.push(chunk);
    }

    const covered = chunks.flatMap(({ from_id, to_id }) =>
      ids.filter(n => n >= from_id && n <= to_id),
    );
    expect(covered).toEqual(ids);
  });

  it('gives one chunk at a time, also where the table was empty when the database looked', async () => {
    const knex = await freshDatabase(id);
    const store = SweepStore.create(knex);
    await store.add(knex, sweep);
    await knex('sweep_chunks').delete();
    await knex.raw('ANALYZE');
    await store.add(knex, sweep);
    await store.claim('one');

    expect(
      await knex('sweep_chunks').whereNotNull('claimed_by').select('from_id'),
    ).toEqual([{ from_id: 1 }]);
  });

  it('replaces a sweep of the same scorecard', async () => {
    const knex = await freshDatabase(id);
    const store = SweepStore.create(knex);
    await store.add(knex, sweep);
    await store.add(knex, {
      ...sweep,
      version: 2,
      checks: ['a'],
      entityIds: [5],
    });

    expect(await store.claim('one')).toMatchObject({
      version: 2,
      checks: '["a"]',
      from_id: 5,
      to_id: 5,
    });
    expect(await store.claim('two')).toBeUndefined();
  });

  it('gives a chunk that is done to nobody', async () => {
    const knex = await freshDatabase(id);
    const store = SweepStore.create(knex);
    await store.add(knex, { ...sweep, entityIds: [5] });
    const chunk = await store.claim('one');
    await store.complete(knex, chunk?.id ?? 0);

    expect(await store.remaining()).toEqual(new Map());
  });
});
