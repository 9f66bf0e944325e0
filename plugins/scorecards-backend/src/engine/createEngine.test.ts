import { mockServices } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import { databases, freshDatabase } from '../__testUtils__/databases';
import { insertEntities } from '../__testUtils__/entities';
import { scorecardEntity } from '../__testUtils__/scorecard';
import { markDirty } from '../database/dirty/markDirty';
import { createEngine, type Engine } from './createEngine';
import type { KnownFact } from './judge';

const START = Date.parse('2026-11-16T10:00:00Z');
const ref = 'scorecard:default/readiness';
const covered = { id: 'covered', rule: 'facts.coverage.line >= 80' };

describe.each(databases.eachSupportedId())('the engine on %s', id => {
  let knex: Knex;
  let now: number;
  let facts: Map<number, Map<string, KnownFact>>;
  let ids: number[];

  function engineFor(client: Knex, onRollup = () => {}): Engine {
    return createEngine({
      knex: client,
      logger: mockServices.logger.mock(),
      facts: { factsFor: async () => facts },
      environment: RuleEnvironment.create(),
      freshness: () => undefined,
      now: () => now,
      onRollup,
    });
  }

  function setLine(entityId: number, line: number, version: number) {
    facts.set(
      entityId,
      new Map([['coverage', { data: { line }, version, observedAt: now }]]),
    );
  }

  function mark(entityIds: number[]) {
    return markDirty(knex, entityIds, {
      cause: 'factChanged',
      priority: 0,
      now,
    });
  }

  async function statesOf() {
    const rows = await knex('results').orderBy('entity_id');
    return rows.map(row => row.states);
  }

  beforeEach(async () => {
    knex = await freshDatabase(id);
    now = START;
    facts = new Map();
    ids = await insertEntities(knex, ['a', 'b', 'c']);
    ids.forEach((entityId, n) => setLine(entityId, 70 + 10 * n, 1));
  });

  it('evaluates all entities of a new scorecard, and sums them', async () => {
    const engine = engineFor(knex);
    await engine.definitions.apply(scorecardEntity([[covered]]));
    await engine.worker.drain();
    await engine.rollups.drain();

    expect(await statesOf()).toEqual(['F', 'P', 'P']);
    const all = await knex('rollups').where({ dim: 'all' }).first();
    expect(all).toMatchObject({
      entities: 3,
      levels: '[1,2]',
      worst_check: 'covered',
      worst_failing: 1,
    });
    expect(all.score).toBeCloseTo(66.67, 1);
  });

  it('writes nothing in a pass over what did not change', async () => {
    const engine = engineFor(knex);
    await engine.definitions.apply(scorecardEntity([[covered]]));
    await engine.worker.drain();
    const before = await knex('results').orderBy('entity_id');

    now += 1000;
    await engine.definitions.sweepAll('entityChanged');
    await engine.worker.drain();

    expect(await knex('results').orderBy('entity_id')).toEqual(before);
    expect(await knex('transitions')).toHaveLength(3);
  });

  it('records each change once where two replicas share the work', async () => {
    const [one, two] = [engineFor(knex), engineFor(knex)];
    await one.definitions.apply(scorecardEntity([[covered]]));
    await Promise.all([one.worker.drain(), two.worker.drain()]);

    ids.forEach(entityId => setLine(entityId, 85, 2));
    await mark(ids);
    await one.definitions.sweepAll('entityChanged');
    await Promise.all([one.worker.drain(), two.worker.drain()]);
    await one.worker.drain();

    expect(await statesOf()).toEqual(['P', 'P', 'P']);
    const changes = await knex('transitions').whereNotNull('check_id');
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      entity_id: ids[0],
      from_state: 'F',
      to_state: 'P',
      cause: 'factChanged',
    });
  });

  it('takes over what a killed replica held', async () => {
    const engine = engineFor(knex);
    await engine.definitions.apply(scorecardEntity([[covered]]));
    await engine.sweeps.claim('killed');
    await engine.worker.drain();
    expect(await statesOf()).toEqual([]);

    await knex('sweep_chunks').update({ claimed_until: 1 });
    await engine.worker.drain();

    expect(await statesOf()).toEqual(['F', 'P', 'P']);
  });

  it('evaluates an edited rule only, and names the edit as the cause', async () => {
    const engine = engineFor(knex);
    const steady = { id: 'steady', rule: "entity.kind == 'Component'" };
    await engine.definitions.apply(scorecardEntity([[covered, steady]]));
    await engine.worker.drain();

    const edited = { ...covered, rule: 'facts.coverage.line >= 85' };
    await engine.definitions.apply(scorecardEntity([[edited, steady]]));
    expect(await knex('sweep_chunks').first()).toMatchObject({
      checks: '["covered"]',
      version: 2,
    });
    await engine.worker.drain();

    expect(await statesOf()).toEqual(['FP', 'FP', 'PP']);
    expect(await knex('transitions').whereNotNull('check_id')).toMatchObject([
      { entity_id: ids[1], cause: 'ruleEdited', version: 2 },
    ]);
    expect(await knex('scorecard_versions')).toHaveLength(2);
  });

  it('lets entities enter and leave with the predicate', async () => {
    const engine = engineFor(knex);
    await engine.definitions.apply(
      scorecardEntity([[covered]], {
        appliesTo: { 'metadata.name': { $in: ['a', 'b'] } },
      }),
    );
    await engine.worker.drain();
    expect(await statesOf()).toHaveLength(2);

    await engine.definitions.apply(
      scorecardEntity([[covered]], {
        appliesTo: { 'metadata.name': { $in: ['b', 'c'] } },
      }),
    );
    await engine.worker.drain();

    const rows = await knex('results').orderBy('entity_id');
    expect(rows.map(row => row.entity_id)).toEqual([ids[1], ids[2]]);
    expect(
      await knex('transitions').where({ cause: 'entityLeft' }),
    ).toMatchObject([{ entity_id: ids[0] }]);
  });

  it('lets the last valid version run on where the newest is wrong', async () => {
    const engine = engineFor(knex);
    await engine.definitions.apply(scorecardEntity([[covered]]));
    await engine.worker.drain();

    await engine.definitions.apply(
      scorecardEntity([[{ ...covered, rule: 'facts.coverage.line >=' }]]),
    );
    await engine.worker.drain();

    const { row, running } = await engine.catalogue.get(ref);
    expect(running?.version).toBe(1);
    expect(JSON.parse(row.problems)).toMatchObject([
      { path: '/spec/levels/0/checks/0/rule', line: 1 },
    ]);
    expect(await statesOf()).toEqual(['F', 'P', 'P']);
  });

  it('keeps the history of a scorecard that is gone', async () => {
    const engine = engineFor(knex);
    await engine.definitions.apply(scorecardEntity([[covered]]));
    await engine.worker.drain();

    await engine.definitions.remove(ref);
    await engine.worker.drain();

    expect(await statesOf()).toEqual([]);
    expect(
      await knex('transitions').where({ cause: 'entityLeft' }),
    ).toHaveLength(3);
    expect(await engine.catalogue.list()).toEqual([]);
  });

  it('makes the sums that a killed process had begun, and of which no mark is left', async () => {
    const killed = engineFor(knex);
    await killed.definitions.apply(scorecardEntity([[covered]]));
    await killed.worker.drain();
    await knex('scorecards').update({ rollup_due: null });

    const engine = await new Promise<Engine>(resolve => {
      const next = engineFor(knex, () => resolve(next));
      next.rollups.start();
    });
    await engine.rollups.stop();

    const all = await knex('rollups').where({ dim: 'all' }).first();
    expect(all).toMatchObject({ entities: 3 });
  });
});
