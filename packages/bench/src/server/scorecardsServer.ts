import { createBackendModule } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import {
  eventsServiceRef,
  type EventsService,
} from '@backstage/plugin-events-node';
import scorecardsPlugin from '@daytwo/backstage-plugin-scorecards-backend';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import {
  createFactSource,
  scorecardsFactsExtensionPoint,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { Knex } from 'knex';
import { setTimeout } from 'timers/promises';
import { z } from 'zod';
import { createCatalog, schemaOf, sources } from '../generator';
import { quietLogger } from '../harness/stubs';
import { scorecardsConfig } from '../harness/World';
import {
  createEngine,
  createRegistry,
  FactStore,
  type Engine,
} from '../internals';
import { FactFeed } from './FactFeed';
import { ManualScheduler } from './ManualScheduler';
import type { Commands, ServerOptions } from './protocol';
import {
  databaseFactory,
  permissionsFactory,
  restrictedTeams,
  userInfoFactory,
} from './services';
import { Watch } from './Watch';

const BATCH = 500;
const LOOK_EVERY = 25;
const SUMS_EVERY = 200;

function topicOf(source: string): string {
  return `bench.changed.${source}`;
}

/** Sources that are asked, and answer from the feed. */
function factSources(feed: FactFeed, options: ServerOptions) {
  const catalog = createCatalog(options);
  const indexes = new Map(
    Array.from({ length: options.components }, (_, index) => [
      catalog.componentRef(index),
      index,
    ]),
  );
  return sources.map(source =>
    createFactSource({
      id: source.id,
      title: source.title,
      schema: z.fromJSONSchema(
        schemaOf(source) as Parameters<typeof z.fromJSONSchema>[0],
      ) as z.ZodType<JsonObject>,
      appliesTo: { kind: 'component' },
      schedule: { frequency: { hours: 24 }, timeout: { minutes: 10 } },
      freshness: { days: 7 },
      events: {
        topics: [topicOf(source.id)],
        affects: ({ eventPayload }) => eventPayload as string[],
      },
      async *collect(entities) {
        const facts = feed.of(source.id);
        const found = entities.flatMap(({ metadata }) => {
          const entityRef = `component:default/${metadata.name}`;
          const fact = facts.get(indexes.get(entityRef) ?? -1);
          return fact ? [{ entityRef, fact }] : [];
        });
        for (let at = 0; at < found.length; at += BATCH) {
          yield found.slice(at, at + BATCH);
        }
      },
    }),
  );
}

function sourcesModule(
  feed: FactFeed,
  options: ServerOptions,
  onEvents: (events: EventsService) => void,
) {
  return createBackendModule({
    pluginId: 'scorecards',
    moduleId: 'bench-sources',
    register: env =>
      env.registerInit({
        deps: {
          facts: scorecardsFactsExtensionPoint,
          events: eventsServiceRef,
        },
        init: async ({ facts, events }) => {
          factSources(feed, options).forEach(source => facts.addSource(source));
          onEvents(events);
        },
      }),
  });
}

/** Definitions by hand, beside the plugin's own engine, which does the work. */
function definitionsOn(knex: Knex, config: JsonObject): Engine {
  const registry = createRegistry(new ConfigReader({ scorecards: config }), []);
  return createEngine({
    knex,
    logger: quietLogger,
    facts: FactStore.create(knex),
    environment: RuleEnvironment.create({ facts: registry.factSchemas() }),
    freshness: id => registry.get(id)?.freshnessMs,
  });
}

async function countOf(knex: Knex, table: string): Promise<number> {
  const row = await knex(table).count({ n: '*' }).first();
  return Number(row?.n);
}

async function waitUntilEvaluated(knex: Knex): Promise<void> {
  while (
    (await countOf(knex, 'dirty')) > 0 ||
    (await countOf(knex, 'sweep_chunks')) > 0
  ) {
    await setTimeout(LOOK_EVERY);
  }
}

/** When the newest result of each scorecard was made. */
async function newestResults(knex: Knex): Promise<Map<number, number>> {
  const rows: Array<{ id: number; newest: number | string }> = await knex(
    'results',
  )
    .groupBy('scorecard_id')
    .select({ id: 'scorecard_id' })
    .max({ newest: 'evaluated_at' });
  return new Map(rows.map(row => [row.id, Number(row.newest)]));
}

/** When sums were last made, by scorecard; none of those that are to be made. */
async function readySums(knex: Knex): Promise<Map<number, number>> {
  const rows: Array<{ id: number; made: number | string }> = await knex(
    'rollups',
  )
    .join('scorecards', 'scorecards.id', 'rollups.scorecard_id')
    .where('rollups.dim', 'all')
    .whereNull('scorecards.rollup_due')
    .select({ id: 'scorecards.id', made: 'rollups.as_of' });
  return new Map(rows.map(row => [row.id, Number(row.made)]));
}

/**
 * The mark is taken away when the sums are begun: their own date tells when they
 * are made. Results are looked at once: with SQLite that holds up the process.
 */
async function waitForSums(knex: Knex): Promise<void> {
  const newest = await newestResults(knex);
  const areStale = (made: Map<number, number>) =>
    [...newest].some(([id, at]) => (made.get(id) ?? 0) < at);
  while (areStale(await readySums(knex))) {
    await setTimeout(SUMS_EVERY);
  }
}

/** Starts a backend with the plugin, its loops running, on data that is there. */
export async function startScorecardsServer(
  options: ServerOptions,
): Promise<{ port: number; commands: Commands }> {
  const { database, facts } = options;
  const knexes = new Map<string, Knex>();
  const feed = FactFeed.create(options);
  const catalog = createCatalog(options);
  let events: EventsService | undefined;
  const scheduler = ManualScheduler.create();
  const teams = restrictedTeams(catalog);
  const scorecards = facts === 'push' ? scorecardsConfig() : {};
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: { backend: { database }, scorecards },
      }),
      mockServices.rootLogger.factory({ level: 'warn' }),
      databaseFactory((plugin, knex) => knexes.set(plugin, knex)),
      permissionsFactory(teams),
      userInfoFactory(teams),
      scheduler.factory(),
      scorecardsPlugin,
      ...(facts === 'collect'
        ? [
            sourcesModule(feed, options, service => {
              events = service;
            }),
          ]
        : []),
    ],
  });
  const knex = knexes.get('scorecards');
  if (!knex) {
    throw new Error('The plugin did not open its database');
  }
  const { definitions } = definitionsOn(knex, scorecardsConfig());
  let watch: Watch | undefined;
  return {
    port: backend.server.port(),
    commands: {
      apply: async entities => {
        for (const entity of entities) {
          await definitions.apply(entity);
        }
      },
      sweepAll: () => definitions.sweepAll('entityChanged'),
      ...({
        markDue: () => knex('scorecards').update({ rollup_due: 1 }),
      } as object),
      evaluated: () => waitUntilEvaluated(knex),
      settle: async () => {
        await waitUntilEvaluated(knex);
        await waitForSums(knex);
      },
      prepareFacts: async prepared => feed.prepare(prepared),
      collect: async () => {
        await Promise.all(
          sources.map(({ id }) =>
            scheduler.triggerTask(`scorecards-source-${id}`),
          ),
        );
      },
      announce: async () => {
        for (const { id } of sources) {
          const refs = [...feed.of(id).keys()].map(catalog.componentRef);
          await events?.publish({ topic: topicOf(id), eventPayload: refs });
        }
      },
      startWatch: async () => {
        watch = Watch.start();
      },
      stopWatch: async () => {
        if (!watch) {
          throw new Error('Nothing was watched');
        }
        return watch.stop();
      },
    },
  };
}
