import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { insertEntities } from '../../__testUtils__/entities';
import { FactStore } from './FactStore';
import type { FactWrite } from './types';

const HOUR = 3_600_000;
const NOW = 1_900_000_000_000;

it('has a real PostgreSQL to run on', () => {
  expect(databases.supports('POSTGRES_18')).toBe(true);
});

describe.each(databases.eachSupportedId())('FactStore on %s', id => {
  let knex: Knex;
  let store: FactStore;
  let entities: number[];

  beforeAll(async () => {
    knex = await freshDatabase(id);
    entities = await insertEntities(knex, ['a', 'b', 'c']);
    store = FactStore.create(knex, {
      expiryOf: source => (source === 'coverage' ? 24 * HOUR : undefined),
    });
  });

  beforeEach(async () => {
    await knex('facts').delete();
    await knex('dirty').delete();
  });

  function write(
    fact: FactWrite['fact'],
    changes: Partial<FactWrite> = {},
  ): FactWrite {
    return {
      entityId: entities[0],
      source: 'coverage',
      fact,
      observedAt: NOW,
      ...changes,
    };
  }

  function put(items: FactWrite[], now = NOW) {
    return store.upsert(items, { now, cause: 'factChanged', priority: 3 });
  }

  async function dirty(): Promise<number[]> {
    const rows = await knex('dirty').orderBy('entity_id');
    await knex('dirty').delete();
    return rows.map(row => row.entity_id);
  }

  async function known(entity = 0) {
    const [fact] = await store.factsOf(entities[entity]);
    return fact;
  }

  it('stores a fact and marks its entity', async () => {
    expect(await put([write({ line: 80 })])).toEqual(['changed']);

    expect(await known()).toEqual({
      source: 'coverage',
      data: { line: 80 },
      version: 1,
      observedAt: NOW,
      changedAt: NOW,
    });
    expect(await knex('dirty').first()).toMatchObject({
      entity_id: entities[0],
      cause: 'factChanged',
      priority: 3,
    });
  });

  it('writes nothing where nothing changed, however the keys are ordered', async () => {
    await put([write({ a: 1, b: { c: [1, 2], d: null } })]);
    await dirty();
    const later = NOW + HOUR - 1;

    const again = write({ b: { d: null, c: [1, 2] }, a: 1 });
    expect(await put([{ ...again, observedAt: later }], later)).toEqual([
      'unchanged',
    ]);
    expect(await known()).toMatchObject({ version: 1, observedAt: NOW });
    expect(await dirty()).toEqual([]);
  });

  it('counts versions and remembers when it changed', async () => {
    await put([write({ line: 80 })]);
    await put([write({ line: 81 }, { observedAt: NOW + 5 })], NOW + 5);

    expect(await known()).toMatchObject({
      data: { line: 81 },
      version: 2,
      changedAt: NOW + 5,
    });
  });

  it('touches a fact that was seen again, now and then, without evaluating', async () => {
    await put([write({ line: 80 })]);
    await dirty();
    const later = NOW + HOUR;

    await put([write({ line: 80 }, { observedAt: later })], later);

    expect(await known()).toMatchObject({
      version: 1,
      observedAt: later,
      changedAt: NOW,
    });
    expect(await dirty()).toEqual([]);
  });

  it('marks the entity where a stale fact is seen again', async () => {
    await put([write({ line: 80 })]);
    await dirty();
    const later = NOW + 25 * HOUR;

    await put([write({ line: 80 }, { observedAt: later })], later);

    expect(await known()).toMatchObject({ version: 1, observedAt: later });
    expect(await dirty()).toEqual([entities[0]]);
  });

  it('never lets an older observation overwrite a newer one', async () => {
    await put([write({ line: 80 })]);
    await dirty();

    const older = write({ line: 10 }, { observedAt: NOW - 1 });
    expect(await put([older])).toEqual(['unchanged']);
    expect(await known()).toMatchObject({ data: { line: 80 }, version: 1 });
    expect(await dirty()).toEqual([]);
  });

  it('is not stopped by a fact from a clock that was wrong', async () => {
    const wrong = NOW + 10 * HOUR;
    await put([write({ line: 80 }, { observedAt: wrong })], wrong);

    expect(await put([write({ line: 10 })])).toEqual(['changed']);
    expect(await known()).toMatchObject({
      data: { line: 10 },
      observedAt: NOW,
    });
  });

  it('takes the newest of several reports about one entity', async () => {
    const outcomes = await put([
      write({ line: 1 }, { observedAt: NOW - 10 }),
      write({ line: 3 }),
      write({ line: 2 }, { observedAt: NOW - 5 }),
    ]);

    expect(outcomes).toEqual(['unchanged', 'changed', 'unchanged']);
    expect(await known()).toMatchObject({ data: { line: 3 }, version: 1 });
  });

  it('keeps the last fact through an outage and marks the entity at its edges only', async () => {
    await put([write({ line: 80 })]);
    await dirty();
    const fail = (message: string, at: number) =>
      store.recordErrors(
        [{ entityId: entities[0], source: 'coverage', message }],
        at,
      );

    await fail('answered 500', NOW + 1);
    expect(await known()).toMatchObject({
      data: { line: 80 },
      version: 1,
      observedAt: NOW,
      error: { message: 'answered 500', at: NOW + 1 },
    });
    expect(await dirty()).toEqual([entities[0]]);

    await fail('answered 503', NOW + 2);
    expect((await known()).error).toEqual({
      message: 'answered 503',
      at: NOW + 2,
    });
    expect(await dirty()).toEqual([]);

    await put([write({ line: 80 }, { observedAt: NOW + 3 })], NOW + 3);
    expect(await known()).toMatchObject({ version: 1, observedAt: NOW + 3 });
    expect((await known()).error).toBeUndefined();
    expect(await dirty()).toEqual([entities[0]]);
  });

  it('remembers an error of an entity of which nothing is known', async () => {
    const entityId = entities[1];
    await store.recordErrors(
      [{ entityId, source: 'coverage', message: 'a\u0000\ud800b' }],
      NOW,
    );

    expect(await known(1)).toEqual({
      source: 'coverage',
      version: 0,
      error: { message: 'a \ufffdb', at: NOW },
    });
    expect(await dirty()).toEqual([entityId]);

    await put([write({ line: 1 }, { entityId })]);
    expect(await known(1)).toMatchObject({ version: 1, data: { line: 1 } });
  });

  it('confirms what is stored and tells what is not', async () => {
    await put([
      write({ line: 80 }),
      write({ line: 1 }, { entityId: entities[1] }),
    ]);
    await store.recordErrors(
      [{ entityId: entities[1], source: 'coverage', message: 'bad type' }],
      NOW,
    );
    await dirty();
    const later = NOW + 2 * HOUR;
    const confirmations = entities.map(entityId => ({
      entityId,
      source: 'coverage',
      observedAt: later,
    }));

    const unknown = await store.confirm(confirmations, {
      now: later,
      cause: 'factChanged',
      priority: 0,
    });

    expect(unknown.map(c => c.entityId)).toEqual(entities.slice(1));
    expect(await known()).toMatchObject({ version: 1, observedAt: later });
    expect((await known(1)).error).toBeDefined();
    expect(await dirty()).toEqual([]);

    const still = await store.confirm(confirmations, {
      now: later,
      cause: 'factChanged',
      priority: 0,
      afterFailure: true,
    });
    expect(still.map(c => c.entityId)).toEqual([entities[2]]);
    expect((await known(1)).error).toBeUndefined();
    expect(await dirty()).toEqual([entities[1]]);
  });

  it('keeps texts that are hard on databases, less what they cannot hold', async () => {
    const text = String.raw`{"__proto__":{"x":1},"half":"\ud800","nul":"\u0000","quote":"\"'\\?"}`;
    await put([write(JSON.parse(text))]);

    expect(JSON.stringify((await known()).data)).toBe(
      text
        .replace(String.raw`\ud800`, '\ufffd')
        .replace(String.raw`\u0000`, '\ufffd'),
    );
  });

  it('reads facts of many entities, of all or of some sources', async () => {
    await put([
      write({ line: 80 }),
      write({ ok: true }, { source: 'ci' }),
      write({ ok: false }, { source: 'ci', entityId: entities[1] }),
    ]);
    await store.recordErrors(
      [{ entityId: entities[1], source: 'coverage', message: 'gone' }],
      NOW,
    );

    const all = await store.factsFor(entities);
    expect([...all.keys()].sort()).toEqual(entities.slice(0, 2));
    expect(all.get(entities[0])?.get('coverage')).toEqual({
      data: { line: 80 },
      version: 1,
      observedAt: NOW,
    });
    expect(all.get(entities[1])?.get('coverage')).toEqual({
      version: 0,
      error: 'gone',
    });
    const some = await store.factsFor(entities, ['ci']);
    expect([...(some.get(entities[0]) ?? [])].map(([s]) => s)).toEqual(['ci']);
    expect((await store.factsFor(entities, [])).size).toBe(0);
    expect((await store.factsFor([])).size).toBe(0);
  });

  it('knows the numbers of each source', async () => {
    const old = { observedAt: NOW - 25 * HOUR };
    await put([
      write({ line: 1 }, old),
      write({ line: 2 }, { entityId: entities[1] }),
    ]);
    await store.recordErrors(
      [{ entityId: entities[2], source: 'coverage', message: 'timed out' }],
      NOW,
    );

    const stats = await store.sourceStats(
      [{ id: 'coverage', freshnessMs: 24 * HOUR }, { id: 'ci' }],
      NOW,
    );

    expect(stats.get('coverage')).toEqual({
      entities: 3,
      stale: 1,
      failing: 1,
      oldestObservedAt: NOW - 25 * HOUR,
      recentErrors: [
        { entityRef: 'component:default/c', message: 'timed out', at: NOW },
      ],
    });
    expect(stats.get('ci')).toMatchObject({ entities: 0, stale: 0 });
  });

  it('loses nothing where two writers are at the same entities', async () => {
    const batch = (base: number, order: number[]) =>
      order.map(i =>
        write({ line: base + i }, { entityId: entities[i], source: 'ci' }),
      );

    await Promise.all([
      put(batch(10, [0, 1, 2])),
      put(batch(20, [2, 1, 0])),
      put(batch(30, [1, 0, 2])),
      store.recordErrors(
        entities.map(entityId => ({ entityId, source: 'ci', message: 'x' })),
        NOW,
      ),
    ]);

    const facts = await store.factsFor(entities);
    for (const entityId of entities) {
      expect(facts.get(entityId)?.get('ci')?.version).toBe(3);
    }
    expect(await dirty()).toEqual(entities);
  });
});
