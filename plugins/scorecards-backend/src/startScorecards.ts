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
import { FactStore } from './database/facts/FactStore';
import { openDatabase } from './database/migrate';
import { DigestSender } from './digests/DigestSender';
import { ChangePublisher } from './engine/ChangePublisher';
import { createEngine, type Engine } from './engine/createEngine';
import { createMetrics } from './engine/metrics';
import { CatalogFacts } from './mirror/CatalogFacts';
import { CatalogMirror } from './mirror/CatalogMirror';
import { MirrorWriter } from './mirror/MirrorWriter';
import { ReaderService, registerPermissions } from './permissions';
import {
  CatalogIdSets,
  EntityVisibilityResolver,
} from './permissions/entityVisibility';
import { createReading } from './reading';
import { createRouter } from './router';
import { createOperations } from './routes/createOperations';
import { createRegistry } from './sources/createRegistry';
import { createSources, type Sources } from './sources/createSources';
import type { SourceRegistry } from './sources/SourceRegistry';
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

/** Starts the plugin: nothing is served before the schema is up to date. */
export async function startScorecards(
  services: ScorecardsServices,
): Promise<void> {
  const { config, events, logger, signals } = services;
  const settings = readScorecardsConfig(config);
  const knex = await openDatabase(services.database);
  const registry = createRegistry(config, services.added);
  const freshness = (id: string) => registry.get(id)?.freshnessMs;
  const facts = FactStore.create(knex, { expiryOf: freshness });
  const metrics = createMetrics(() => engine);
  const engine = createEngine({
    knex,
    logger,
    facts,
    environment: RuleEnvironment.create({ facts: registry.factSchemas() }),
    freshness,
    onBatch: batch => {
      metrics(batch);
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
  const mirror = createMirror(services, { knex, engine, facts });
  const sources = createSources({
    ...services,
    knex,
    registry,
    facts,
    entities: engine.entities,
    mirror,
    wake: () => engine.worker.wake(),
  });
  serve(services, { knex, settings, engine, facts, registry, sources });
  await engine.definitions.reread();
  await scheduleTasks({
    scheduler: services.scheduler,
    knex,
    engine,
    mirror,
    digests: DigestSender.create({
      knex,
      catalogue: engine.catalogue,
      notifications: services.notifications,
      logger,
      now: Date.now,
    }),
    config: settings,
    logger,
  });
  await sources.start();
  engine.worker.start();
  engine.rollups.start();
  services.lifecycle.addShutdownHook(async () => {
    await Promise.all([engine.worker.stop(), engine.rollups.stop()]);
  });
}

function createMirror(
  { catalog, auth, logger }: ScorecardsServices,
  parts: { knex: Knex; engine: Engine; facts: FactStore },
): CatalogMirror {
  const { knex, engine, facts } = parts;
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
      catalogFacts: CatalogFacts.create(knex, facts, now),
      wake: () => engine.worker.wake(),
    }),
  });
}

function serve(
  services: ScorecardsServices,
  parts: {
    knex: Knex;
    settings: ScorecardsConfig;
    engine: Engine;
    facts: FactStore;
    registry: SourceRegistry;
    sources: Sources;
  },
): void {
  const { permissions, permissionsRegistry, catalog } = services;
  const { knex, settings, engine, facts, registry, sources } = parts;
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
      facts,
      sources: registry,
      budgets: sources,
      historyMs: settings.history.transitionsMs,
    }),
    pusher: sources,
    refresher: sources,
    auditor: services.auditor,
    userInfo: services.userInfo,
  });
  registerActions(services.actionsRegistry, operations);
  services.httpRouter.use(
    createRouter({ httpAuth: services.httpAuth, operations }),
  );
}
