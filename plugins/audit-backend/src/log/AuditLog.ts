import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { isPostgres, retryTransient } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { readHead, type Head } from './head';
import {
  endedId,
  findIntents,
  takeIntents,
  type AbandonedIntents,
} from './intents';
import type { Appended, AppendOptions, LogEntry } from './LogEntry';
import { Names } from './Names';
import { ensurePartitions } from './partitions';
import { prepareRecord, type PreparedRecord } from './prepareRecord';
import { splitEntries } from './splitEntries';
import {
  findDead,
  forgetDead,
  noteLeft,
  noteSeen,
  type DeadWriters,
  type Presence,
} from './writers';
import {
  isKnownBatch,
  mayMissPartition,
  storeBatch,
  type StoredBatch,
} from './storeBatch';

/** How many intents are given up at once. */
const ABANDONED_AT_ONCE = 500;

/**
 * The log: records in one order, without a gap, never edited. Whoever appends
 * takes the end of the log, gives its records the next places, and commits; what
 * is committed is therefore always a whole beginning of the log. `at` is the
 * database's clock, and stands still where that goes back.
 */
export class AuditLog {
  readonly #knex: Knex;
  readonly #names: Names;

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
   * @param options - `batchIds`: does nothing if the only one was used before;
   *   `along`: done in the same transaction
   * @throws what {@link isKnownBatch} tells, where one of several was used before
   */
  async append(
    entries: readonly LogEntry[],
    options: AppendOptions = {},
  ): Promise<Appended> {
    const { intents, completed, drafts } = splitEntries(entries);
    const records = await this.#prepare(drafts);
    const { along, batchIds = [] } = options;
    const batch = { batchIds, intents, completed, records };
    try {
      const { seq } = await this.#again(() => this.#store(batch, along));
      return { lastSeq: seq };
    } catch (error) {
      if (batchIds.length > 1 || !isKnownBatch(error)) {
        throw error;
      }
      return { lastSeq: (await this.head()).seq };
    }
  }

  /** Ids among these of batches that are in already. */
  async known(batchIds: readonly string[]): Promise<string[]> {
    const rows: Array<{ id: string }> = await this.#knex('spool_batches')
      .whereIn('id', batchIds)
      .select('id');
    return rows.map(({ id }) => id);
  }

  /**
   * Records as abandoned what began long ago, or in a process that is dead, and
   * has no outcome.
   *
   * @param which - those that began before an instant, ms; or of a dead process
   * @returns how many notes are gone; call again while it is as many as `limit`
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
    const ended = new Set(
      await this.known(intents.map(({ id }) => endedId(id))),
    );
    const lost = intents.filter(({ id }) => !ended.has(endedId(id)));
    const prepared = await this.#prepare(lost.map(({ draft }) => draft));
    return this.#again(() =>
      this.#knex.transaction(async tx => {
        const taken = await takeIntents(tx, intents);
        const records = prepared.filter((_, n) => taken.has(lost[n].id));
        await storeBatch(tx, {
          batchIds: [],
          intents: [],
          completed: [],
          records,
        });
        return taken.size;
      }),
    );
  }

  /**
   * Does the same with what one process left that is dead, and forgets it.
   *
   * @returns whether there was one; call again while there is
   */
  async takeDead(which: DeadWriters): Promise<boolean> {
    const writer = await findDead(this.#knex, which);
    if (writer === undefined) {
      return false;
    }
    const taken = await this.takeAbandoned({ writer });
    if (taken < ABANDONED_AT_ONCE) {
      await forgetDead(this.#knex, { ...which, name: writer });
    }
    return true;
  }

  /** These processes are there, or their spools; see {@link AuditLog.takeDead}. */
  async seen(writers: readonly Presence[]): Promise<void> {
    for (const writer of writers) {
      await retryTransient(() => noteSeen(this.#knex, writer));
    }
  }

  /** A process ends. */
  async left(writer: Presence): Promise<void> {
    await retryTransient(() => noteLeft(this.#knex, writer));
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

  async #store(
    batch: StoredBatch,
    along: AppendOptions['along'],
  ): Promise<Head> {
    if (!along) {
      return storeBatch(this.#knex, batch);
    }
    return this.#knex.transaction(async tx => {
      await along(tx);
      return storeBatch(tx, batch);
    });
  }

  async #prepare(drafts: readonly AuditDraft[]): Promise<PreparedRecord[]> {
    await this.#names.learn(drafts, Date.now());
    return drafts.map(draft => prepareRecord(draft, this.#names));
  }

  /** Where another one was in the way, or the month has no partition, or none any more. */
  async #again<T>(run: () => Promise<T>): Promise<T> {
    try {
      return await retryTransient(run);
    } catch (error) {
      if (!isPostgres(this.#knex) || !mayMissPartition(error)) {
        throw error;
      }
      const { at } = await this.head();
      await this.ensurePartitions(Math.max(at, Date.now()));
      return retryTransient(run);
    }
  }
}
