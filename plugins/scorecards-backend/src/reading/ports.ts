import type { JsonObject } from '@backstage/types';
import type { FilterPredicate } from '@backstage/filter-predicates';
import type {
  FactPushResult,
  RefreshResult,
  SourceResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import type {
  ReadFact,
  SourceStats,
  StoredFact,
} from '../database/facts/types';

/*
 * What reading and the API need of sources and facts. `SourceRegistry`,
 * `FactStore`, `PushService` and `PullRunner` have these shapes, or are brought
 * into them where the plugin is wired.
 */

/** A source, as far as pages show it. */
export interface DescribedSource {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly mode: 'builtin' | 'push' | 'pull';
  /** JSON Schema of a fact. */
  readonly schema: JsonObject;
  readonly freshnessMs?: number;
  readonly appliesTo?: FilterPredicate;
  readonly scheduleText?: string;
}

/** All sources. */
export interface SourceDirectory {
  list(): DescribedSource[];
  get(id: string): DescribedSource | undefined;
}

/** What is known of entities. */
export interface FactsOf {
  factsOf(entityId: number): Promise<StoredFact[]>;
  factsFor(
    entityIds: readonly number[],
    sources?: readonly string[],
  ): Promise<Map<number, Map<string, ReadFact>>>;
  sourceStats(
    sources: ReadonlyArray<{ id: string; freshnessMs?: number }>,
    now: number,
  ): Promise<Map<string, SourceStats>>;
}

/** How many requests a source has left, over all replicas. */
export interface BudgetReader {
  budgetOf(source: string): Promise<SourceResponse['budget']>;
}

/** A reported fact. */
export interface PushedFact {
  entityRef: string;
  fact: Record<string, unknown>;
  /** ISO 8601; now where it is absent. */
  observedAt?: string;
}

/** Takes reported facts. */
export interface FactPusher {
  /** Looks in the catalog for entities that the mirror has not seen yet. */
  know(refs: readonly string[]): Promise<void>;
  /**
   * One result for each item, in the same order.
   *
   * @throws NotFoundError where no source of this id takes reports
   */
  push(source: string, items: readonly PushedFact[]): Promise<FactPushResult[]>;
}

/** Collects the facts of one entity at once. */
export interface EntityRefresher {
  refresh(entity: {
    id: number;
    ref: string;
  }): Promise<RefreshResult['sources']>;
}
