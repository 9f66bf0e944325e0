import { RuleEnvironment } from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import type { ScorecardsConfig } from './config';
import { EntityStore } from './database/entities/EntityStore';
import { ChangePublisher } from './engine/ChangePublisher';
import { createEngine, type Engine } from './engine/createEngine';
import { createMetrics } from './engine/metrics';
import { CatalogFacts } from './mirror/CatalogFacts';
import { CatalogMirror } from './mirror/CatalogMirror';
import { createEntityPages } from './mirror/createEntityPages';
import { createResolver } from './mirror/createResolver';
import { MirrorWriter } from './mirror/MirrorWriter';
import type { ScorecardsServices } from './services';
import { createSources, type Sources } from './sources/createSources';

/** What the plugin is made of, once it is put together. */
export interface Parts {
  knex: Knex;
  settings: ScorecardsConfig;
  sources: Sources;
  engine: Engine;
  mirror: CatalogMirror;
  /** Ids of entities; those that the mirror has not seen are looked for in the catalog. */
  resolve: (refs: readonly string[]) => Promise<Map<string, number>>;
}

/** Puts the parts together. Nothing runs before it is started. */
export function assemble(
  services: ScorecardsServices,
  knex: Knex,
  settings: ScorecardsConfig,
): Parts {
  const entities = EntityStore.create(knex);
  const sources: Sources = createSources({
    ...services,
    knex,
    resolveEntities: refs => resolve(refs),
    entitiesFor: createEntityPages(entities),
    expiryOf: source => engine.plans.strictest(source),
    wake: () => engine.worker.wake(),
  });
  const engine = assembleEngine(services, knex, sources);
  const mirror = assembleMirror(services, knex, { engine, sources });
  const resolve = createResolver(entities, mirror);
  return { knex, settings, sources, engine, mirror, resolve };
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
    onBatch: async batch => {
      count(batch);
      await publisher.publish(batch.transitions);
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
