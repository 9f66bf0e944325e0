import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FilterPredicate } from '@backstage/filter-predicates';
import { dirtyPriority } from '../../database/dirty/markDirty';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import type { SourceMarks } from '../../database/facts/SourceMarks';
import type {
  RunTally,
  SourceRunStore,
} from '../../database/facts/SourceRunStore';
import type { CollectOutcomes } from './BatchWriter';
import type { Collector, PullSource } from './Collector';
import { sliceSize, slicesFrom } from './slices';

/** Pages of the entities that match a predicate, by id; all without one. */
export type EntityPages = (
  appliesTo?: FilterPredicate,
) => AsyncIterable<readonly MirroredEntity[]>;

/** What {@link runSource} works with. */
export interface RunOptions {
  source: PullSource;
  collector: Collector;
  runs: SourceRunStore;
  marks: SourceMarks;
  entitiesFor: EntityPages;
  logger: LoggerService;
  now: () => number;
  signal: AbortSignal;
}

/** What a run has done. */
interface Progress {
  tally: RunTally;
  /** The last entity that was asked about; the next run goes on behind it. */
  reached: number;
}

/**
 * Asks a source about all entities that it serves, and keeps a record of how
 * that went. Never throws for the source's sake. Where the run before ended
 * early, this one goes on behind that place: else the last entities would never
 * have their turn.
 */
export async function runSource(options: RunOptions): Promise<void> {
  const { source, runs, marks, logger, now } = options;
  const progress: Progress = {
    tally: { entities: 0, changed: 0, failed: 0 },
    reached: 0,
  };
  let problem: string | undefined;
  await runs.started(source.id, now());
  try {
    await collectAll(options, progress);
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
    logger.warn(
      `Collecting facts from "${source.id}" ended early: ${problem}; what is known stays`,
    );
  }
  await marks.stopAt(source.id, problem === undefined ? 0 : progress.reached);
  await runs.finished(source.id, progress.tally, now(), problem);
}

async function collectAll(
  { source, collector, marks, entitiesFor, signal }: RunOptions,
  progress: Progress,
): Promise<void> {
  const start = await marks.stoppedAt(source.id);
  const pages = () => entitiesFor(source.appliesTo);
  const size = sliceSize(source.source);
  const options = { signal, priority: dirtyPriority.background };
  for await (const slice of slicesFrom(pages, start, size)) {
    signal.throwIfAborted();
    const isFirst = progress.reached === 0;
    const last = slice[slice.length - 1].id;
    try {
      count(progress.tally, await collector.collect(slice, options));
    } catch (error) {
      // What was cut off is asked about again; what fails by itself, or alone
      // takes more time than there is, must not stand in the way of the others.
      if (isFirst || !signal.aborted) progress.reached = last;
      throw error;
    }
    progress.reached = last;
  }
}

function count(tally: RunTally, outcomes: CollectOutcomes): void {
  for (const { outcome } of outcomes.values()) {
    tally.entities++;
    if (outcome === 'changed') tally.changed++;
    if (outcome === 'failed') tally.failed++;
  }
}
