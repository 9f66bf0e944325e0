import { databases, freshDatabase } from '../../__testUtils__/databases';
import { scorecardEntity } from '../../__testUtils__/scorecard';
import { onlyOwnedBy } from '../__testUtils__/readers';
import { createView } from '../__testUtils__/views';
import {
  createWorld,
  DAY_MS,
  readinessLevels,
  type World,
} from '../__testUtils__/world';

describe.each(databases.eachSupportedId())('one entity, %s', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await freshDatabase(id));
  });

  async function read(name: string) {
    const { reading, reader, scorecards } = await createView(world);
    const ref = `component:default/${name}`;
    return reading.entityScorecards.read(ref, reader, scorecards);
  }

  it('tells each verdict with the values behind it', async () => {
    const { items, entityRef } = await read('checkout');
    expect(entityRef).toBe('component:default/checkout');
    const [item] = items;
    expect(item).toMatchObject({
      level: -1,
      score: 75,
      passed: 2,
      known: 3,
      counted: 3,
      version: 1,
      pending: false,
      next: { level: 0, blockers: ['covered'], effort: 7_200_000 },
    });
    expect(item.verdicts[1]).toEqual({
      checkId: 'covered',
      state: 'fail',
      since: '2026-11-16T10:00:00.000Z',
      counts: true,
      evidence: [
        {
          text: 'facts.coverage.line',
          source: 'coverage',
          value: 50,
          observedAt: '2026-11-16T10:00:00.000Z',
        },
      ],
    });
    expect(item.verdicts[2].evidence).toEqual([
      { text: 'entity.spec.lifecycle', value: 'production' },
    ]);
    expect(item.fixes).toEqual([
      {
        scorecardRef: 'scorecard:default/readiness',
        checkId: 'covered',
        title: 'Is covered',
        state: 'fail',
        gain: 25,
        blocksNextLevel: true,
        effort: 7_200_000,
        remediation: { text: 'Write tests.', effort: { hours: 2 } },
      },
    ]);
    expect(item.scorecard.checks[1]).toMatchObject({
      id: 'covered',
      narrowed: false,
      sources: ['coverage'],
    });
  });

  it('says of an unknown verdict what is missing', async () => {
    const [item] = (await read('stock')).items;
    expect(item.verdicts[1]).toMatchObject({
      state: 'unknown',
      reason: 'coverage has not reported for this entity',
      evidence: [{ text: 'facts.coverage.line', source: 'coverage' }],
    });
    expect(item.fixes[0]).toMatchObject({
      state: 'unknown',
      reason: 'coverage has not reported for this entity',
    });
  });

  it('says that a change waits to be evaluated, and evaluates nothing itself', async () => {
    await world.setLine('checkout', 99);
    const [item] = (await read('checkout')).items;
    expect(item).toMatchObject({ pending: true, score: 75 });
    await world.settle();
    expect((await read('checkout')).items[0]).toMatchObject({
      pending: false,
      score: 100,
    });
  });

  it('reads a result of an older version by that version', async () => {
    const [[typed]] = readinessLevels;
    await world.engine.definitions.apply(scorecardEntity([[typed]]));
    const [before] = (await read('cart')).items;
    expect(before).toMatchObject({ version: 1, pending: true });
    expect(before.scorecard.version).toBe(2);
    expect(before.verdicts.map(v => v.checkId)).toEqual([
      'typed',
      'covered',
      'stable',
    ]);
    await world.settle();
    const [after] = (await read('cart')).items;
    expect(after).toMatchObject({ version: 2, pending: false });
    expect(after.verdicts.map(v => v.checkId)).toEqual(['typed']);
  });

  it('tells the trend, and the score of a week ago', async () => {
    world.clock.now += 3 * DAY_MS;
    await world.setLine('cart', 10);
    await world.settle();
    world.clock.now += 6 * DAY_MS;
    const [item] = (await read('cart')).items;
    expect(item.trend.map(({ day, score }) => [day.slice(5), score])).toEqual([
      ['11-16', 100],
      ['11-17', 100],
      ['11-18', 100],
      ['11-19', 75],
      ['11-20', 75],
      ['11-21', 75],
      ['11-22', 75],
      ['11-23', 75],
      ['11-24', 75],
      ['11-25', 75],
    ]);
    expect(item.scoreBefore).toBe(100);
    world.clock.now += 2 * DAY_MS;
    expect((await read('cart')).items[0].scoreBefore).toBe(75);
    world.clock.now += 200 * DAY_MS;
    expect((await read('cart')).items[0].trend).toHaveLength(90);
  });

  it('tells nothing of an entity that no scorecard applies to', async () => {
    const { reading, reader, scorecards } = await createView(world);
    const ref = 'system:default/shop';
    expect(
      await reading.entityScorecards.read(ref, reader, scorecards),
    ).toEqual({ entityRef: ref, items: [] });
  });

  async function facts(name: string) {
    const { reading, reader } = await createView(world);
    return reading.entityFacts.read(name, reader.entities);
  }

  it('tells what is known, from where, how fresh', async () => {
    const [cart] = (await facts('component:default/cart')).items;
    expect(cart).toEqual({
      source: 'coverage',
      title: 'Coverage',
      fact: { line: 90 },
      version: 1,
      observedAt: '2026-11-16T10:00:00.000Z',
      changedAt: '2026-11-16T10:00:00.000Z',
      stale: false,
    });
    world.clock.now += 31 * DAY_MS;
    expect((await facts('component:default/cart')).items).toMatchObject([
      { stale: true },
    ]);
  });

  it('names sources that never answered, and the error of the last attempt', async () => {
    expect((await facts('component:default/stock')).items).toEqual([
      { source: 'coverage', title: 'Coverage', version: 0, stale: false },
    ]);
    expect((await facts('system:default/shop')).items).toEqual([]);
    await world.facts.recordErrors(
      [
        {
          entityId: world.ids.get('cart') ?? -1,
          source: 'coverage',
          message: 'HTTP 500',
        },
      ],
      world.clock.now,
    );
    expect((await facts('component:default/cart')).items).toMatchObject([
      {
        fact: { line: 90 },
        error: { message: 'HTTP 500', at: '2026-11-16T10:00:00.000Z' },
      },
    ]);
  });

  it('keeps what is known from a source that is gone', async () => {
    world.sources.splice(0);
    expect((await facts('component:default/cart')).items).toMatchObject([
      { source: 'coverage', title: 'coverage', fact: { line: 90 } },
    ]);
  });

  describe('sources', () => {
    async function sources(claims?: string[]) {
      const view = await createView(world, claims && onlyOwnedBy(...claims));
      return (await view.reading.sources.list(view.reader.entities)).items;
    }

    it('are healthy while their facts are fresh', async () => {
      expect(await sources()).toEqual([
        expect.objectContaining({
          id: 'coverage',
          mode: 'push',
          state: 'healthy',
          entities: 3,
          stale: 0,
          failing: 0,
          lag: 0,
          freshness: 30 * DAY_MS,
          recentErrors: [],
        }),
      ]);
      world.clock.now += 31 * DAY_MS;
      expect(await sources()).toMatchObject([
        { state: 'degraded', stale: 3, lag: 31 * DAY_MS },
      ]);
    });

    it('count, for who sees a part, that part alone', async () => {
      await world.facts.recordErrors(
        ['cart', 'search'].map(name => ({
          entityId: world.ids.get(name) ?? -1,
          source: 'coverage',
          message: `no ${name}`,
        })),
        world.clock.now,
      );
      expect(await sources()).toMatchObject([
        { state: 'degraded', entities: 3, failing: 2 },
      ]);
      const at = '2026-11-16T10:00:00.000Z';
      expect(await sources(['group:default/team-b'])).toMatchObject([
        {
          state: 'failing',
          entities: 1,
          failing: 1,
          recentErrors: [
            { entityRef: 'component:default/search', message: 'no search', at },
          ],
        },
      ]);
      expect(await sources(['group:default/nobody'])).toMatchObject([
        { state: 'idle', entities: 0 },
      ]);
    });

    it('tell of their last run', async () => {
      const run = { source: 'coverage', started_at: world.clock.now };
      await world.knex('source_runs').insert(run);
      expect(await sources()).toMatchObject([
        {
          state: 'running',
          lastRun: { startedAt: '2026-11-16T10:00:00.000Z' },
        },
      ]);
      await world
        .knex('source_runs')
        .update({ finished_at: world.clock.now + 500, entities: 3, failed: 1 });
      world.clock.now += 1000;
      expect(await sources()).toMatchObject([
        {
          state: 'healthy',
          lastRun: {
            finishedAt: '2026-11-16T10:00:00.500Z',
            entities: 3,
            failed: 1,
          },
        },
      ]);
      await world.knex('source_runs').update({ error: 'HTTP 503' });
      expect(await sources()).toMatchObject([
        { state: 'failing', lastRun: { error: 'HTTP 503' } },
      ]);
    });
  });
});
