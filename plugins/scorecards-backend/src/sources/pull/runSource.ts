import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FilterPredicate } from '@backstage/filter-predicates';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import type {
  RunTally,
  SourceRunStore,
} from '../../database/facts/SourceRunStore';
import { dirtyPriority } from '../../database/dirty/markDirty';
import type { CollectOutcomes } from './BatchWriter';
import type { Collector, PullSource } from './Collector';

/** Pages of the entities that match a predicate; all without one. */
export type EntityPages = (
  appliesTo?: FilterPredicate,
) => AsyncIterable<readonly MirroredEntity[]>;

/** What {@link runSource} works with. */
export interface RunOptions {
  source: PullSource;
  collector: Collector;
  runs: SourceRunStore;
  entitiesFor: EntityPages;
  logger: LoggerService;
  now: () => number;
  signal: AbortSignal;
}

/**
 * Asks a source about all entities that it serves, and keeps a record of how
 * that went. Never throws for the source's sake.
 */
export async function runSource(options: RunOptions): Promise<void> {
  const { source, collector, runs, entitiesFor, logger, now, signal } = options;
  const tally: RunTally = { entities: 0, changed: 0, failed: 0 };
  let problem: string | undefined;
  await runs.started(source.id, now());
  try {
    for await (const page of entitiesFor(source.appliesTo)) {
      signal.throwIfAborted();
      const priority = dirtyPriority.background;
      count(tally, await collector.collect(page, { signal, priority }));
    }
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
    logger.warn(
      `Collecting facts from "${source.id}" ended early: ${problem}; what is known stays`,
    );
  }
  await runs.finished(source.id, tally, now(), problem);
}

function count(tally: RunTally, outcomes: CollectOutcomes): void {
  for (const { outcome } of outcomes.values()) {
    tally.entities++;
    if (outcome === 'changed') tally.changed++;
    if (outcome === 'failed') tally.failed++;
  }
}
