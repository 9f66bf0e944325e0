import { openDatabase } from '@daytwo/node-kit';
import { registerActions } from './actions';
import { assemble, type Parts } from './assemble';
import { readScorecardsConfig } from './config';
import { migrations } from './database/migrations';
import { DigestSender } from './digests/DigestSender';
import { CatalogRefresher } from './mirror/CatalogRefresher';
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
import type { ScorecardsServices } from './services';
import { scheduleTasks } from './tasks/scheduleTasks';

/** Starts the plugin: nothing is served before the schema is up to date. */
export async function startScorecards(
  services: ScorecardsServices,
): Promise<void> {
  const settings = readScorecardsConfig(services.config);
  const knex = await openDatabase({
    database: services.database,
    directory: migrations,
  });
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

/** Facts that come in are evaluated at once, not at the next look. */
function waysIn({ engine, sources, mirror, resolve }: Parts) {
  const catalog = CatalogRefresher.create(mirror, sources.facts);
  const thenWake = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    engine.worker.wake();
    return result;
  };
  const pusher: FactPusher = {
    know: async refs => {
      await resolve(refs);
    },
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
