import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import { insertAll } from '../../__testUtils__/entities';
import { scorecardEntity } from '../../__testUtils__/scorecard';
import { dirtyPriority } from '../../database/dirty/markDirty';
import { syncGroupAncestors } from '../../database/entities/groupAncestors';
import { rebuildDims } from '../../database/entities/rebuildDims';
import { FactStore } from '../../database/facts/FactStore';
import { keepDay } from '../../database/rollups/makeRollups';
import { createEngine, type Engine } from '../../engine/createEngine';
import type { DescribedSource } from '../ports';

/** Monday, in the morning. */
export const START = Date.parse('2026-11-16T10:00:00Z');
export const DAY_MS = 86_400_000;

const coverageSource: DescribedSource = {
  id: 'coverage',
  title: 'Coverage',
  mode: 'push',
  schema: { type: 'object', properties: { line: { type: 'number' } } },
  freshnessMs: 30 * DAY_MS,
  appliesTo: { kind: 'component' },
};

function part(
  kind: string,
  name: string,
  relations: Array<[string, string]>,
  extra: { title?: string; spec?: object; tags?: string[] } = {},
): Entity {
  const { title, spec, tags } = extra;
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: {
      name,
      namespace: 'default',
      ...(title && { title }),
      ...(tags && { tags }),
    },
    ...(spec && { spec: spec as Entity['spec'] }),
    relations: relations.map(([type, targetRef]) => ({ type, targetRef })),
  };
}

const group = (name: string, parent?: string, title?: string) =>
  part('Group', name, parent ? [['childOf', `group:default/${parent}`]] : [], {
    title,
  });

const service = (
  name: string,
  owner: string,
  extra: { title?: string; lifecycle?: string; tags?: string[] } = {},
) =>
  part(
    'Component',
    name,
    [
      ['ownedBy', `group:default/${owner}`],
      ['partOf', 'system:default/shop'],
    ],
    {
      title: extra.title,
      tags: extra.tags,
      spec: { type: 'service', lifecycle: extra.lifecycle ?? 'production' },
    },
  );

/** A company of two teams in one department, and four services. */
export const company: Entity[] = [
  group('company'),
  group('dept', 'company', 'The department'),
  group('team-a', 'dept', 'Team A'),
  group('team-b', 'dept'),
  part('User', 'ann', [['memberOf', 'group:default/team-a']]),
  part('System', 'shop', [['partOf', 'domain:default/retail']], {
    title: 'Shop',
  }),
  service('cart', 'team-a', { tags: ['java'] }),
  service('checkout', 'team-a', { title: '=Checkout, "new"' }),
  service('search', 'team-b', { lifecycle: 'experimental', tags: ['java'] }),
  service('stock', 'team-b'),
];

const line: Record<string, number> = { cart: 90, checkout: 50, search: 70 };

const covered = {
  id: 'covered',
  title: 'Is covered',
  rule: 'facts.coverage.line >= 80',
  remediation: { text: 'Write tests.', effort: { hours: 2 } },
};
const typed = {
  id: 'typed',
  title: 'Has a type',
  rule: 'has(entity.spec.type)',
};
const stable = {
  id: 'stable',
  title: 'Is in production',
  rule: "entity.spec.lifecycle == 'production'",
  weight: 2,
};

/** What the readiness scorecard demands, level by level. */
export const readinessLevels = [[typed, covered], [stable]];

/** A database with a company in it, its facts and its verdicts. */
export interface World {
  knex: Knex;
  engine: Engine;
  facts: FactStore;
  sources: DescribedSource[];
  /** Ids by name. */
  ids: Map<string, number>;
  clock: { now: number };
  setLine(name: string, value: number): Promise<void>;
  /** Evaluates and sums up all that is due. */
  settle(): Promise<void>;
}

/** Makes the company and holds it against a scorecard. */
export async function createWorld(knex: Knex): Promise<World> {
  const clock = { now: START };
  const facts = FactStore.create(knex);
  const engine = createEngine({
    knex,
    logger: mockServices.logger.mock(),
    facts,
    environment: RuleEnvironment.create(),
    freshness: () => undefined,
    now: () => clock.now,
  });
  const rows = await insertAll(knex, company);
  const ids = new Map(
    company.map((entity, index) => [entity.metadata.name, rows[index]]),
  );
  await syncGroupAncestors(knex);
  await rebuildDims(knex, rows);
  const world: World = {
    knex,
    engine,
    facts,
    sources: [coverageSource],
    ids,
    clock,
    async setLine(name, value) {
      await facts.upsert(
        [
          {
            entityId: ids.get(name) ?? -1,
            source: 'coverage',
            fact: { line: value },
            observedAt: clock.now,
          },
        ],
        {
          now: clock.now,
          cause: 'factChanged',
          priority: dirtyPriority.interactive,
        },
      );
    },
    async settle() {
      await engine.worker.drain();
      await engine.rollups.drain();
      await keepDay(knex, new Date(clock.now).toISOString().slice(0, 10));
    },
  };
  for (const [name, value] of Object.entries(line)) {
    await world.setLine(name, value);
  }
  const readiness = scorecardEntity(readinessLevels);
  readiness.metadata.title = 'Readiness';
  readiness.metadata.tags = ['quality'];
  await engine.definitions.apply(readiness);
  await world.settle();
  return world;
}
