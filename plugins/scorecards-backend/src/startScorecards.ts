import type {
  AuditorService,
  AuthService,
  DatabaseService,
  HttpAuthService,
  HttpRouterService,
  LifecycleService,
  LoggerService,
  PermissionsRegistryService,
  PermissionsService,
  RootConfigService,
  SchedulerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import { registerActions } from './actions';
import { readScorecardsConfig, type ScorecardsConfig } from './config';
import { EntityStore } from './database/entities/EntityStore';
import { openDatabase } from './database/migrate';
import { DigestSender } from './digests/DigestSender';
import { ChangePublisher } from './engine/ChangePublisher';
import { createEngine, type Engine } from './engine/createEngine';
import { createMetrics } from './engine/metrics';
import { CatalogFacts } from './mirror/CatalogFacts';
import { CatalogMirror } from './mirror/CatalogMirror';
import { CatalogRefresher } from './mirror/CatalogRefresher';
import { createEntityPages, createResolver } from './mirror/lookups';
import { MirrorWriter } from './mirror/MirrorWriter';
import { ReaderService, registerPermissions } from './permissions';
import {
  CatalogIdSets,
  EntityVisibilityResolver,
} from './permissions/entityVisibility';
import {
  createReading,
  type EntityRefresher,
  type FactPusher,
} from './reading';
import { createRouter } from './router';
import { createOperations } from './routes/createOperations';
import { createSources, type Sources } from './sources/createSources';
import { scheduleTasks } from './tasks/scheduleTasks';

/** Services of the plugin, and the sources that modules brought. */
export interface ScorecardsServices {
  actionsRegistry: ActionsRegistryService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  config: RootConfigService;
  database: DatabaseService;
  events: EventsService;
  httpAuth: HttpAuthService;
  httpRouter: HttpRouterService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  permissionsRegistry: PermissionsRegistryService;
  scheduler: SchedulerService;
  signals: SignalsService;
  userInfo: UserInfoService;
  added: readonly FactSource[];
}

/** What the plugin is made of, once it is put together. */
interface Parts {
  knex: Knex;
  settings: ScorecardsConfig;
  sources: Sources;
  engine: Engine;
  mirror: CatalogMirror;
}

/** Starts the plugin: nothing is served before the schema is up to date. */
export async function startScorecards(
  services: ScorecardsServices,
): Promise<void> {
  const settings = readScorecardsConfig(services.config);
  const knex = await openDatabase(services.database);
  const parts = assemble(services, knex, settings);
  const { engine, sources } = parts;
  serve(services, parts);
  await engine.definitions.reread();
  await schedule(services, parts);
  await sources.pull.start();
  engine.worker.start();
  engine.rollups.start();
  services.lifecycle.addShutdownHook(async () => {
    await Promise.all([engine.worker.stop(), engine.rollups.stop()]);
  });
}

function assemble(
  services: ScorecardsServices,
  knex: Knex,
  settings: ScorecardsConfig,
): Parts {
  const entities = EntityStore.create(knex);
  const sources: Sources = createSources({
    ...services,
    knex,
    resolveEntities: refs => createResolver(entities, mirror)(refs),
    entitiesFor: createEntityPages(entities),
    expiryOf: source => engine.plans.strictest(source),
  });
  const engine = assembleEngine(services, knex, sources);
  const mirror = assembleMirror(services, knex, { engine, sources });
  return { knex, settings, sources, engine, mirror };
}

function assembleEngine(
  { events, signals, logger }: ScorecardsServices,
  knex: Knex,
  { registry, facts }: Sources,
): Engine {
  const count = createMetrics(() => engine);
  const engine: Engine = createEngine({
    knex,
    logger,
    facts,
    environment: RuleEnvironment.create({ facts: registry.factSchemas() }),
    freshness: source => registry.get(source)?.freshnessMs,
    onBatch: batch => {
      count(batch);
      publisher.publish(batch.transitions);
    },
    onRollup: ref => publisher.publishRollup(ref),
  });
  const publisher = ChangePublisher.create({
    events,
    signals,
    entities: engine.entities,
    definitions: engine.definitionStore,
    logger,
  });
  return engine;
}

function assembleMirror(
  { catalog, auth, logger }: ScorecardsServices,
  knex: Knex,
  { engine, sources }: Pick<Parts, 'engine' | 'sources'>,
): CatalogMirror {
  const now = Date.now;
  return CatalogMirror.create({
    catalog,
    auth,
    definitions: engine.definitions,
    logger,
    now,
    writer: MirrorWriter.create({
      knex,
      now,
      catalogFacts: CatalogFacts.create(knex, sources.facts, now),
      wake: () => engine.worker.wake(),
    }),
  });
}

/** Facts that come in are evaluated at once, not at the next look. */
function waysIn({ engine, sources, mirror }: Parts) {
  const catalog = CatalogRefresher.create(mirror, sources.facts);
  const thenWake = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    engine.worker.wake();
    return result;
  };
  const pusher: FactPusher = {
    push: (source, items) => thenWake(sources.push.push(source, items)),
  };
  const refresher: EntityRefresher = {
    refresh: entity =>
      thenWake(
        Promise.all([
          catalog.refresh(entity),
          sources.pull.refresh(entity),
        ]).then(outcomes => outcomes.flat()),
      ),
  };
  return { pusher, refresher };
}

function serve(services: ScorecardsServices, parts: Parts): void {
  const { permissions, permissionsRegistry, catalog } = services;
  const { knex, settings, engine, sources } = parts;
  registerPermissions(permissionsRegistry, knex);
  const idSets = CatalogIdSets.create({ knex, catalog, now: Date.now });
  const readers = ReaderService.create({
    permissions,
    registry: permissionsRegistry,
    visibility: EntityVisibilityResolver.create({ knex, idSets }),
  });
  const operations = createOperations({
    knex,
    readers,
    reading: createReading({
      knex,
      readers,
      catalogue: engine.catalogue,
      definitions: engine.definitionStore,
      facts: sources.facts,
      sources: sources.registry,
      budgets: sources.budgets,
      historyMs: settings.history.transitionsMs,
    }),
    ...waysIn(parts),
    auditor: services.auditor,
    userInfo: services.userInfo,
  });
  registerActions(services.actionsRegistry, operations);
  services.httpRouter.use(
    createRouter({ httpAuth: services.httpAuth, operations }),
  );
}

async function schedule(
  { scheduler, notifications, logger }: ScorecardsServices,
  { knex, engine, mirror, settings }: Parts,
): Promise<void> {
  const digests = DigestSender.create({
    knex,
    catalogue: engine.catalogue,
    notifications,
    logger,
    now: Date.now,
  });
  await scheduleTasks({
    scheduler,
    knex,
    engine,
    mirror,
    digests,
    config: settings,
    logger,
  });
}
