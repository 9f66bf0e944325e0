import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import type { EventsService } from '@backstage/plugin-events-node';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import type { Knex } from 'knex';
import { RateBudgets } from '../database/budgets/RateBudgets';
import { EntityStore } from '../database/entities/EntityStore';
import { FactStore } from '../database/facts/FactStore';
import { SourceMarks } from '../database/facts/SourceMarks';
import { SourceRunStore } from '../database/facts/SourceRunStore';
import { ValidatorStore } from '../database/facts/ValidatorStore';
import type { BudgetReader } from '../reading';
import { DEFAULT_MAX_BYTES } from './checkFact';
import { createRegistry } from './createRegistry';
import { readBudget } from './pull/http/limits';
import { PullRunner } from './pull/PullRunner';
import type { EntityPages } from './pull/runSource';
import { PushService } from './push/PushService';
import type { SourceRegistry } from './SourceRegistry';

/** What {@link createSources} works with. */
export interface SourcesOptions {
  config: Config;
  knex: Knex;
  logger: LoggerService;
  scheduler: SchedulerService;
  events: EventsService;
  /** Sources that modules brought. */
  added: readonly FactSource[];
  /** Ids of the entities that exist; called when somebody reports, not before. */
  resolveEntities(refs: readonly string[]): Promise<Map<string, number>>;
  /** Pages of entities; called when a source is run, not before. */
  entitiesFor: EntityPages;
  /**
   * The least age, ms, at which a check counts facts of a source as unknown,
   * where that is less than the source's own freshness.
   */
  expiryOf?: (source: string) => number | undefined;
  /** Told that there is something to evaluate. */
  wake?: () => void;
  now?: () => number;
}

/** Sources, what they know, and the ways in. */
export interface Sources {
  registry: SourceRegistry;
  facts: FactStore;
  push: PushService;
  /** Refreshes single entities; runs by schedule and by event once started. */
  pull: PullRunner;
  budgets: BudgetReader;
}

/**
 * All about sources of facts, from the config and from what modules brought. No
 * source is asked before `pull.start()`.
 *
 * @throws InputError, ConflictError where the config or a source is wrong
 */
export function createSources(options: SourcesOptions): Sources {
  const { config, knex, added, now = Date.now } = options;
  const registry = createRegistry(config, added);
  const budgets = RateBudgets.create(knex, now);
  const facts = FactStore.create(knex, {
    expiryOf: source =>
      least(registry.get(source)?.freshnessMs, options.expiryOf?.(source)),
  });
  const maxBytes =
    config.getOptionalNumber('scorecards.facts.maxBytes') ?? DEFAULT_MAX_BYTES;
  const shared = { ...options, registry, facts, maxBytes, now };
  return {
    registry,
    facts,
    push: PushService.create(shared),
    pull: PullRunner.create({
      ...shared,
      entities: EntityStore.create(knex),
      runs: SourceRunStore.create(knex),
      marks: SourceMarks.create(knex),
      http: { budgets, validators: ValidatorStore.create(knex), now },
    }),
    budgets: {
      budgetOf: source => readBudget(registry.get(source), budgets),
    },
  };
}

function least(...values: Array<number | undefined>): number | undefined {
  const known = values.filter(value => value !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}
