import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { retryTransient } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { readHead, takePlaces, type Head } from './head';
import { insertRecords, prepareRecord } from './insertRecords';
import {
  deleteIntents,
  findIntents,
  insertIntents,
  takeIntents,
  type AbandonedIntents,
} from './intents';
import type { Appended, AppendOptions, LogEntry } from './LogEntry';
import { Names } from './Names';
import { ensureMonth, ensurePartitions, monthOf } from './partitions';
import { splitEntries, type SplitEntries } from './splitEntries';

/** How many intents are given up at once. */
const ABANDONED_AT_ONCE = 500;
/** PostgreSQL's code where a row has no partition. */
const NO_PARTITION = '23514';

/**
 * The log: records in one order, without a gap, never edited. Whoever appends
 * takes the end of the log, gives its records the next places, and commits; what
 * is committed is therefore always a whole beginning of the log. `at` is the
 * database's clock, and stands still where that goes back.
 */
export class AuditLog {
  readonly #knex: Knex;
  readonly #names: Names;
  /** One whose partition is there. */
  #month = monthOf(0);

  private constructor(knex: Knex) {
    this.#knex = knex;
    this.#names = Names.create(knex);
  }

  static create(knex: Knex): AuditLog {
    return new AuditLog(knex);
  }

  /**
   * Puts entries in, all or nothing, in their order.
   *
   * @param options - `batchId`: does nothing if it was used before
   */
  async append(
    entries: readonly LogEntry[],
    options: AppendOptions = {},
  ): Promise<Appended> {
    const split = splitEntries(entries);
    await this.#names.learn(split.drafts, Date.now());
    const head = await this.#transaction(async tx => {
      const { batchId } = options;
      return batchId === undefined || (await isNewBatch(tx, batchId))
        ? this.#store(tx, split)
        : readHead(tx);
    });
    this.#month = monthOf(head.at);
    return { lastSeq: head.seq };
  }

  /**
   * Records as abandoned what began long ago, or in a process that is dead, and
   * has no outcome.
   *
   * @param which - those that began before an instant, ms; or of a dead process
   * @returns how many; call again while it is as many as `limit`
   */
  async takeAbandoned(
    which: number | Omit<AbandonedIntents, 'limit'>,
    limit = ABANDONED_AT_ONCE,
  ): Promise<number> {
    const chosen = typeof which === 'number' ? { before: which } : which;
    const intents = await findIntents(this.#knex, { ...chosen, limit });
    if (intents.length === 0) {
      return 0;
    }
    await this.#names.learn(
      intents.map(({ draft }) => draft),
      Date.now(),
    );
    return this.#transaction(async tx => {
      const taken = await takeIntents(tx, intents);
      await this.#appendDrafts(tx, taken);
      return taken.length;
    });
  }

  /** Makes partitions before they are needed; one that is missing is made when it is. */
  async ensurePartitions(now: number): Promise<void> {
    await ensurePartitions(this.#knex, now);
  }

  /** Forgets ids of batches that nobody will replay any more. */
  async forgetBatches(before: number): Promise<void> {
    await this.#knex('spool_batches').where('at', '<', before).delete();
  }

  /** Where the log ends. */
  async head(): Promise<Head> {
    return readHead(this.#knex);
  }

  /** Again where another one was in the way, or retention dropped the month. */
  async #transaction<T>(run: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
    try {
      return await retryTransient(() => this.#knex.transaction(run));
    } catch (error) {
      if ((error as { code?: string }).code !== NO_PARTITION) {
        throw error;
      }
      this.#month = monthOf(0);
      return retryTransient(() => this.#knex.transaction(run));
    }
  }

  async #store(tx: Knex, entries: SplitEntries): Promise<Head> {
    const { intents, completed, drafts } = entries;
    if (intents.length > 0) {
      await insertIntents(tx, intents);
    }
    if (completed.length > 0) {
      await deleteIntents(tx, completed);
    }
    return this.#appendDrafts(tx, drafts);
  }

  async #appendDrafts(tx: Knex, drafts: readonly AuditDraft[]): Promise<Head> {
    if (drafts.length === 0) {
      return readHead(tx);
    }
    const prepared = drafts.map(draft => prepareRecord(draft, this.#names));
    const head = await takePlaces(tx, drafts.length);
    if (head.at < this.#month.from || head.at >= this.#month.to) {
      await ensureMonth(tx, head.at);
    }
    const firstSeq = head.seq - drafts.length + 1;
    await insertRecords(tx, { firstSeq, at: head.at }, prepared);
    return head;
  }
}

async function isNewBatch(tx: Knex, id: string): Promise<boolean> {
  const inserted = await tx('spool_batches')
    .insert({ id, at: Date.now() })
    .onConflict('id')
    .ignore()
    .returning('id');
  return inserted.length > 0;
}
