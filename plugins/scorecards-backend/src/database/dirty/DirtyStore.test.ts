import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { insertEntities } from '../../__testUtils__/entities';
import { CLAIM_MS, DirtyStore } from './DirtyStore';
import { dirtyPriority, markDirty } from './markDirty';

const mark = {
  cause: 'factChanged',
  priority: dirtyPriority.background,
  now: 1,
};

describe.each(databases.eachSupportedId())('DirtyStore on %s', id => {
  let knex: Knex;
  let store: DirtyStore;
  let ids: number[];

  beforeEach(async () => {
    knex = await freshDatabase(id);
    store = DirtyStore.create(knex);
    ids = await insertEntities(knex, ['a', 'b', 'c']);
  });

  it('gives the most urgent first', async () => {
    await markDirty(knex, ids, mark);
    await markDirty(knex, [ids[2]], {
      ...mark,
      priority: dirtyPriority.interactive,
    });

    const claims = await store.claim('one', 1);

    expect(claims).toMatchObject([{ entity_id: ids[2], generation: 2 }]);
  });

  it('gives an entity to one worker only', async () => {
    await markDirty(knex, ids, mark);

    const taken = await Promise.all([
      store.claim('one', 2),
      store.claim('two', 2),
    ]);

    const all = taken.flat().map(claim => claim.entity_id);
    expect([...all].sort()).toEqual(ids);
  });

  it('gives as many as asked for, also where the table was empty when the database looked', async () => {
    await markDirty(knex, ids, mark);
    await knex('dirty').delete();
    await knex.raw('ANALYZE');
    await markDirty(knex, ids, mark);

    expect(await store.claim('one', 2)).toHaveLength(2);
    expect(await knex('dirty').whereNotNull('claimed_by')).toHaveLength(2);
  });

  it('gives another turn to what was marked while it was evaluated', async () => {
    await markDirty(knex, [ids[0]], mark);
    const claims = await store.claim('one', 5);
    await markDirty(knex, [ids[0]], mark);

    await store.complete(knex, claims);

    expect(await store.claim('two', 5)).toMatchObject([
      { entity_id: ids[0], generation: 2 },
    ]);
  });

  it('forgets what is done', async () => {
    await markDirty(knex, ids, mark);
    await store.complete(knex, await store.claim('one', 5));

    expect(await store.size()).toBe(0);
  });

  it('takes over what a killed worker held', async () => {
    await markDirty(knex, ids, mark);
    await store.claim('killed', 5);
    expect(await store.claim('other', 5)).toEqual([]);

    await knex('dirty').decrement('claimed_until', CLAIM_MS + 1000);

    expect(await store.claim('other', 5)).toHaveLength(3);
  });

  it('does not mark entities that are not mirrored', async () => {
    await markDirty(knex, [4711], mark);

    expect(await store.size()).toBe(0);
  });
});

// SQLite has one writer at a time: there is nothing to share.
describe('markDirty beside another writer', () => {
  let knex: Knex;
  let ids: number[];

  beforeEach(async () => {
    knex = await freshDatabase('POSTGRES_18');
    ids = await insertEntities(knex, ['a', 'b']);
    await markDirty(knex, ids, mark);
  });

  it('neither waits nor lets a worker take what it marks before it has ended', async () => {
    const store = DirtyStore.create(knex);
    const one = await knex.transaction();
    const other = await knex.transaction();
    await markDirty(one, ids, mark);
    await markDirty(other, ids, mark);

    await one.commit();
    expect(await store.claim('worker', 5)).toEqual([]);

    await other.commit();
    expect(await store.claim('worker', 5)).toHaveLength(2);
  });

  it('raises the priority of what another writer marked', async () => {
    const priority = dirtyPriority.interactive;
    await markDirty(knex, [ids[1]], { ...mark, priority });

    expect(await DirtyStore.create(knex).claim('worker', 1)).toMatchObject([
      { entity_id: ids[1], priority },
    ]);
  });
});
