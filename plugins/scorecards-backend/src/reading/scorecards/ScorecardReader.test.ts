import { databases, freshDatabase } from '../../__testUtils__/databases';
import { scorecardEntity } from '../../__testUtils__/scorecard';
import { onlyOwnedBy, type Decisions } from '../__testUtils__/readers';
import { createView } from '../__testUtils__/views';
import {
  createWorld,
  readinessLevels,
  type World,
} from '../__testUtils__/world';

describe.each(databases.eachSupportedId())('ScorecardReader, %s', id => {
  let world: World;

  beforeEach(async () => {
    world = await createWorld(await freshDatabase(id));
  });

  async function list(decisions: Decisions = {}) {
    const { reading, reader, scorecards } = await createView(world, decisions);
    return (await reading.scorecards.list(reader, scorecards)).items;
  }

  it('gives stored numbers to who may see everything', async () => {
    world.clock.now += 5000;
    expect(await list()).toMatchObject([
      {
        ref: 'scorecard:default/readiness',
        title: 'Readiness',
        tags: ['quality'],
        ownerRef: 'group:default/platform',
        mode: 'levels',
        version: 1,
        status: { state: 'valid', problems: [] },
        summary: { entities: 4, score: 68.75, levels: [3, 0, 1] },
        asOf: '2026-11-16T10:00:00.000Z',
        partial: false,
      },
    ]);
  });

  it('reckons them where none are stored yet', async () => {
    await world.knex('rollups').delete();
    expect(await list()).toMatchObject([
      { summary: { entities: 4, score: 68.75 }, partial: false },
    ]);
  });

  it('gives who sees a part the numbers of that part, and says so', async () => {
    expect(await list(onlyOwnedBy('group:default/team-a'))).toMatchObject([
      {
        summary: { entities: 2, score: 87.5, levels: [1, 0, 1] },
        partial: true,
      },
    ]);
    expect(await list(onlyOwnedBy('group:default/nobody'))).toMatchObject([
      { summary: { entities: 0, levels: [0, 0, 0] }, partial: true },
    ]);
  });

  it('tells how far a sweep is', async () => {
    const [[typed, covered], [stable]] = readinessLevels;
    const edited = { ...covered, rule: 'facts.coverage.line >= 60' };
    await world.engine.definitions.apply(
      scorecardEntity([[typed, edited], [stable]]),
    );
    expect(await list()).toMatchObject([{ sweep: { done: 0, total: 4 } }]);
    await world.settle();
    const [item] = await list();
    expect(item.sweep).toBeUndefined();
  });

  it('shows an invalid definition with what is wrong, and the version that runs', async () => {
    await world.engine.definitions.apply(
      scorecardEntity([[{ id: 'broken', rule: 'entity.spec.type ==' }]]),
    );
    const { reading, readiness } = await createView(world);
    const answer = await reading.scorecards.get(readiness);
    expect(answer).toMatchObject({
      version: 1,
      status: {
        state: 'invalid',
        problems: [{ path: '/spec/levels/0/checks/0/rule' }],
      },
    });
    expect(answer.checks.map(check => check.id)).toEqual([
      'typed',
      'covered',
      'stable',
    ]);
  });

  it('shows one that was never valid', async () => {
    await world.engine.definitions.apply(
      scorecardEntity([[{ id: 'x', rule: '(' }]], {}, 'never'),
    );
    const items = await list();
    expect(items).toHaveLength(2);
    expect(items.find(({ ref }) => ref.endsWith('never'))).toMatchObject({
      version: 0,
      levels: [],
      summary: { entities: 0, levels: [0] },
    });
  });

  it('lists every version with the checks that differ', async () => {
    const [[typed, covered], [stable]] = readinessLevels;
    const edited = { ...covered, rule: 'facts.coverage.line >= 60' };
    world.clock.now += 1000;
    await world.engine.definitions.apply(
      scorecardEntity([[typed, edited], [stable]]),
    );
    const { reading, readiness } = await createView(world);
    const { items } = await reading.scorecards.versions(readiness.scorecard);
    expect(items).toMatchObject([
      {
        version: 2,
        createdAt: '2026-11-16T10:00:01.000Z',
        changedChecks: ['covered'],
      },
      { version: 1, changedChecks: ['typed', 'covered', 'stable'] },
    ]);
    expect(items[0].hash).not.toBe(items[1].hash);
  });
});
