import { retryTransient } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { dirtyPriority, markDirty } from '../database/dirty/markDirty';
import { keyOf, type ResultStore } from '../database/results/ResultStore';
import {
  insertTransitions,
  type TransitionWrite,
} from '../database/results/insertTransitions';
import { markRollupDue } from '../database/results/removeResults';
import type { Batch } from './Batch';

/**
 * Stores a batch in one transaction: results, history, and that the work is
 * done. What another writer has changed meanwhile is looked at again.
 */
export class BatchWriter {
  readonly #knex: Knex;
  readonly #results: ResultStore;

  private constructor(knex: Knex, results: ResultStore) {
    this.#knex = knex;
    this.#results = results;
  }

  static create(knex: Knex, results: ResultStore): BatchWriter {
    return new BatchWriter(knex, results);
  }

  /**
   * @param done - marks the work as done, in the same transaction
   * @returns the transitions that now are history
   */
  async write(
    batch: Batch,
    now: number,
    done: (tx: Knex) => Promise<void>,
  ): Promise<TransitionWrite[]> {
    return retryTransient(() =>
      this.#knex.transaction(async tx => {
        const stored = await this.#results.write(tx, batch.writes);
        const removed = await this.#results.remove(tx, batch.removals);
        const kept = new Set([...stored, ...removed]);
        const transitions = batch.transitionsOf(kept);
        await insertTransitions(tx, transitions);
        await this.#noteRollups(tx, batch, kept, now);
        await done(tx);
        await this.#redoLost(tx, batch, kept, now);
        return transitions;
      }),
    );
  }

  async #noteRollups(
    tx: Knex,
    batch: Batch,
    kept: ReadonlySet<string>,
    now: number,
  ): Promise<void> {
    if (kept.size > 0) {
      const rows = [...batch.writes, ...batch.removals];
      const ids = new Set(rows.map(row => row.scorecard_id));
      await markRollupDue(tx, [...ids], now);
    }
  }

  async #redoLost(
    tx: Knex,
    batch: Batch,
    kept: ReadonlySet<string>,
    now: number,
  ): Promise<void> {
    const lost = [...batch.writes, ...batch.removals].filter(
      row => !kept.has(keyOf(row)),
    );
    await markDirty(
      tx,
      lost.map(row => row.entity_id),
      { cause: 'conflict', priority: dirtyPriority.interactive, now },
    );
  }
}
