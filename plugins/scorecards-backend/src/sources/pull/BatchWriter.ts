import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CollectedFact } from '@daytwo/backstage-plugin-scorecards-node';
import type { FactStore } from '../../database/facts/FactStore';
import type {
  FactConfirmation,
  FactError,
  FactWrite,
} from '../../database/facts/types';
import { checkFact, formatProblems } from '../checkFact';
import type { RegisteredSource } from '../RegisteredSource';

/** What became of one entity. */
export type CollectOutcome =
  | { outcome: 'changed' | 'unchanged' }
  | { outcome: 'failed'; message: string };

/** Outcomes by entity. Entities that the source did not mention are absent. */
export type CollectOutcomes = Map<number, CollectOutcome>;

/** What {@link BatchWriter} works with. */
export interface BatchWriterOptions {
  source: RegisteredSource;
  facts: FactStore;
  logger: LoggerService;
  now: () => number;
  maxBytes: number;
  priority: number;
  /** Entities that were asked for, by ref. */
  ids: ReadonlyMap<string, number>;
  /** "Unchanged" counts even where the last attempt failed. */
  trustsUnchanged: boolean;
}

/** What a batch says, sorted. */
interface Sorted {
  writes: FactWrite[];
  confirmations: FactConfirmation[];
  errors: FactError[];
}

/** Stores what a source yields, batch by batch. */
export class BatchWriter {
  readonly outcomes: CollectOutcomes = new Map();
  readonly #o: BatchWriterOptions;

  private constructor(options: BatchWriterOptions) {
    this.#o = options;
  }

  static create(options: BatchWriterOptions): BatchWriter {
    return new BatchWriter(options);
  }

  async write(batch: ReadonlyArray<CollectedFact>): Promise<void> {
    const now = this.#o.now();
    const sorted: Sorted = { writes: [], confirmations: [], errors: [] };
    for (const collected of batch) this.#sort(sorted, collected, now);
    await this.#store(sorted, now);
  }

  #sort(sorted: Sorted, collected: CollectedFact, now: number): void {
    const entityId = this.#idOf(collected.entityRef);
    if (entityId === undefined) return;
    const source = this.#o.source.id;
    if ('error' in collected) {
      const message = collected.error.message || String(collected.error);
      sorted.errors.push({ entityId, source, message });
      return;
    }
    // What claims to come from the future would keep out all that follows.
    const observed = collected.observedAt?.getTime() ?? now;
    const observedAt = Number.isNaN(observed) ? now : Math.min(observed, now);
    if ('unchanged' in collected) {
      sorted.confirmations.push({ entityId, source, observedAt });
      return;
    }
    const { fact } = collected;
    const problems = checkFact(this.#o.source, fact, this.#o.maxBytes);
    if (problems.length === 0) {
      sorted.writes.push({ entityId, source, fact, observedAt });
    } else {
      const message = `the fact is refused: ${formatProblems(problems)}`;
      sorted.errors.push({ entityId, source, message });
    }
  }

  async #store(sorted: Sorted, now: number): Promise<void> {
    const { facts, priority, trustsUnchanged, source } = this.#o;
    const { writes, confirmations, errors } = sorted;
    const options = { now, cause: 'factChanged', priority };
    const stored = await facts.upsert(writes, options);
    const unknown = await facts.confirm(confirmations, {
      ...options,
      afterFailure: trustsUnchanged,
    });
    for (const { entityId } of unknown) {
      const message =
        'the source says that nothing changed, but what it said before is not known';
      errors.push({ entityId, source: source.id, message });
    }
    await facts.recordErrors(errors, now);
    writes.forEach(({ entityId }, index) =>
      this.outcomes.set(entityId, { outcome: stored[index] }),
    );
    for (const { entityId } of confirmations) {
      this.outcomes.set(entityId, { outcome: 'unchanged' });
    }
    for (const { entityId, message } of errors) {
      this.outcomes.set(entityId, { outcome: 'failed', message });
    }
  }

  #idOf(entityRef: string): number | undefined {
    const { ids, logger, source } = this.#o;
    let id = ids.get(entityRef);
    if (id === undefined) {
      try {
        id = ids.get(stringifyEntityRef(parseEntityRef(entityRef)));
      } catch {
        // Not a ref at all: told below.
      }
    }
    if (id === undefined) {
      logger.warn(
        `The source of facts "${source.id}" speaks of ${entityRef}, which it was not asked for; ignored`,
      );
    }
    return id;
  }
}
