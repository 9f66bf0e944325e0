import { inIds, retryTransient } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { dirtyPriority, markDirty } from '../dirty/markDirty';
import type { FactRow } from '../rows';
import { newestOf, toBatches, toTouch, toUpsert } from './factRows';
import { planTouch, planWrite, type WritePlan } from './planWrites';
import { readFactsFor, readFactsOf } from './readFacts';
import { keyOf, readStates } from './readStates';
import { sourceStats } from './sourceStats';
import { touchFacts } from './touchFacts';
import type {
  FactConfirmation,
  FactError,
  FactOutcome,
  FactWrite,
  ReadFact,
  SourceStats,
  StoredFact,
  WriteOptions,
} from './types';
import { writeErrors } from './writeErrors';
import { writeFacts, type FactUpsert } from './writeFacts';

/** What {@link FactStore} may be told. */
export interface FactStoreOptions {
  /**
   * The least age, ms, at which anybody counts facts of a source as unknown;
   * undefined for never.
   */
  expiryOf?: (source: string) => number | undefined;
}

/**
 * Facts, one row per entity and source. Writes only what changed, in few
 * statements for a batch, and marks the entities for evaluation in the same
 * transaction. Instants are milliseconds since the epoch.
 */
export class FactStore {
  readonly #knex: Knex;
  readonly #expiryOf: (source: string) => number | undefined;

  private constructor(knex: Knex, options: FactStoreOptions) {
    this.#knex = knex;
    this.#expiryOf = options.expiryOf ?? (() => undefined);
  }

  static create(knex: Knex, options: FactStoreOptions = {}): FactStore {
    return new FactStore(knex, options);
  }

  /**
   * Stores what differs. What is the same costs a read, and now and then a
   * touch of when it was observed. An older observation than the stored one
   * never overwrites it. Outcomes are in the order of the items.
   */
  async upsert(
    items: readonly FactWrite[],
    options: WriteOptions,
  ): Promise<FactOutcome[]> {
    const rows = items.map(toUpsert);
    const changed = new Set<FactUpsert>();
    for (const batch of toBatches(newestOf(rows))) {
      const stored = await this.#upsertBatch(batch, options);
      stored.forEach(row => changed.add(row));
    }
    return rows.map(row => (changed.has(row) ? 'changed' : 'unchanged'));
  }

  /**
   * Notes that what is stored still holds.
   *
   * @param options - `afterFailure`: also where the last attempt failed
   * @returns those that were not confirmed: nothing is stored of them, or what
   * was said at the last attempt was never learned
   */
  async confirm(
    items: readonly FactConfirmation[],
    options: WriteOptions & { afterFailure?: boolean },
  ): Promise<FactConfirmation[]> {
    const unknown: FactConfirmation[] = [];
    const clockwork = { now: options.now, expiryOf: this.#expiryOf };
    for (const batch of toBatches<FactConfirmation>(items)) {
      const states = await readStates(this.#knex, batch);
      const plan: WritePlan = { writes: [], touches: [], revived: [] };
      for (const item of batch) {
        const state = states.get(keyOf(item.entityId, item.source));
        const isOpen = state?.failing && !options.afterFailure;
        if (state?.hash === undefined || isOpen) unknown.push(item);
        else planTouch(plan, toTouch(item, state.hash), state, clockwork);
      }
      await this.#store(plan, options);
    }
    return unknown;
  }

  /** Marks facts as not learned at the last attempt, and keeps what is known. */
  async recordErrors(errors: readonly FactError[], now: number): Promise<void> {
    const unique = new Map(errors.map(e => [keyOf(e.entityId, e.source), e]));
    for (const batch of toBatches<FactError>(unique.values())) {
      await this.#transaction(tx => this.#recordBatch(tx, batch, now));
    }
  }

  /** Facts of many entities, of all sources or of the given ones. */
  async factsFor(
    entityIds: readonly number[],
    sources?: readonly string[],
  ): Promise<Map<number, Map<string, ReadFact>>> {
    return readFactsFor(this.#knex, entityIds, sources);
  }

  /** All that is known of one entity. */
  async factsOf(entityId: number): Promise<StoredFact[]> {
    return readFactsOf(this.#knex, entityId);
  }

  /** Those of the entities that have a fact of the source, and whose last attempt went well. */
  async healthy(
    source: string,
    entityIds: readonly number[],
  ): Promise<Set<number>> {
    const ids = inIds(this.#knex, entityIds);
    const rows = await this.#knex<FactRow>('facts')
      .where({ source, error_at: null })
      .whereNotNull('hash')
      .whereRaw(`entity_id ${ids.sql}`, ids.bindings)
      .select('entity_id');
    return new Set(rows.map(row => row.entity_id));
  }

  /** Numbers for each of the given sources. */
  async sourceStats(
    sources: ReadonlyArray<{ id: string; freshnessMs?: number }>,
    now: number,
  ): Promise<Map<string, SourceStats>> {
    return sourceStats(this.#knex, sources, now);
  }

  async #upsertBatch(
    rows: readonly FactUpsert[],
    options: WriteOptions,
  ): Promise<FactUpsert[]> {
    const keys = rows.map(r => ({ entityId: r.entity_id, source: r.source }));
    const states = await readStates(this.#knex, keys);
    const plan: WritePlan = { writes: [], touches: [], revived: [] };
    const clockwork = { now: options.now, expiryOf: this.#expiryOf };
    for (const row of rows) {
      const state = states.get(keyOf(row.entity_id, row.source));
      planWrite(plan, row, state, clockwork);
    }
    const stored = await this.#store(plan, options);
    return rows.filter(row => stored.has(keyOf(row.entity_id, row.source)));
  }

  /** Keys of the facts that were really written. */
  async #store(plan: WritePlan, options: WriteOptions): Promise<Set<string>> {
    const { writes, touches, revived } = plan;
    if (writes.length === 0 && touches.length === 0) return new Set();
    return this.#transaction(async tx => {
      const written = await writeFacts(tx, writes, options.now);
      await touchFacts(tx, touches, options.now);
      const entityIds = written.map(key => key.entity_id);
      await markDirty(tx, [...entityIds, ...revived], options);
      return new Set(written.map(key => keyOf(key.entity_id, key.source)));
    });
  }

  /** Only an error where there was none may change a verdict. */
  async #recordBatch(
    tx: Knex,
    errors: readonly FactError[],
    now: number,
  ): Promise<void> {
    const states = await readStates(tx, errors);
    const flipped = errors.filter(
      ({ entityId, source }) => !states.get(keyOf(entityId, source))?.failing,
    );
    await writeErrors(tx, errors, now);
    await markDirty(
      tx,
      flipped.map(({ entityId }) => entityId),
      { cause: 'sourceOutage', priority: dirtyPriority.background, now },
    );
  }

  async #transaction<T>(run: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    return retryTransient(() => this.#knex.transaction(run));
  }
}
