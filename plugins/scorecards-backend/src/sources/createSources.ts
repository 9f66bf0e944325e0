import type { Config } from '@backstage/config';
import type { Knex } from 'knex';
import type { EntityStore } from '../database/entities/EntityStore';
import type { FactStore } from '../database/facts/FactStore';
import type { CatalogMirror } from '../mirror/CatalogMirror';
import { createResolver } from '../mirror/lookups';
import type { BudgetReader, EntityRefresher, FactPusher } from '../reading';
import { PushService } from './push/PushService';
import type { SourceRegistry } from './SourceRegistry';

/** What {@link createSources} needs. */
export interface SourcesOptions {
  config: Config;
  knex: Knex;
  registry: SourceRegistry;
  facts: FactStore;
  entities: EntityStore;
  mirror: CatalogMirror;
  /** Told that there is something to evaluate. */
  wake: () => void;
}

/** All that brings facts in, as the API sees it. */
export interface Sources extends FactPusher, EntityRefresher, BudgetReader {
  start(): Promise<void>;
}

const MAX_FACT_BYTES = 100_000;

/** Puts together what brings facts in. */
export function createSources(options: SourcesOptions): Sources {
  const { config, registry, facts, entities, mirror, wake } = options;
  const push = PushService.create({
    registry,
    facts,
    resolveEntities: createResolver(entities, mirror),
    maxBytes:
      config.getOptionalNumber('scorecards.facts.maxBytes') ?? MAX_FACT_BYTES,
    now: Date.now,
  });
  return {
    push: async (source, items) => {
      const results = await push.push(source, items);
      wake();
      return results;
    },
    refresh: async ({ ref }) => {
      await mirror.ensure([ref]);
      wake();
      return [{ source: 'catalog', outcome: 'unchanged' }];
    },
    budgetOf: async () => undefined,
    start: async () => {},
  };
}
