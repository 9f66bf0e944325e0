import type { Knex } from 'knex';
import type { AppendOptions, LogEntry } from '../../log/LogEntry';
import { draftOf, type AuditSink } from '../entries';

/** A log in memory that can be away, hang, lose its answer, or refuse entries. */
export class FakeSink implements AuditSink {
  readonly stored: LogEntry[] = [];
  /** Sizes of the batches that were stored. */
  readonly sizes: number[] = [];
  /** How often it was asked to store something. */
  appends = 0;
  /** Most appends at one time. */
  overlap = 0;
  away = false;
  hangs = false;
  /** Stores, and then says that it was away. */
  losesAnswers = false;
  /** What it says then; drivers give no code where a connection ends. */
  lost = { code: 'ECONNRESET' } as { code?: string };
  refuses: (entry: LogEntry) => boolean = () => false;
  /** Waited for before each append. */
  gate: () => Promise<unknown> = async () => {};
  readonly #batches = new Set<string>();
  /** Where what is done along with entries is done. */
  knex: Knex | undefined;
  #running = 0;

  async append(
    entries: readonly LogEntry[],
    options?: AppendOptions,
  ): Promise<void> {
    this.appends++;
    this.overlap = Math.max(this.overlap, ++this.#running);
    try {
      await this.gate();
      await this.#along(options);
      await this.#append(entries, options?.batchIds);
    } finally {
      this.#running--;
    }
  }

  async known(batchIds: readonly string[]): Promise<string[]> {
    await this.gate();
    this.#mayBeAway();
    return batchIds.filter(id => this.#batches.has(id));
  }

  /** Ids of what is stored, without the log's records about itself. */
  get ids(): string[] {
    return this.drafts
      .filter(draft => draft.plugin !== 'audit')
      .map(({ id }) => id);
  }

  /** Actions of the log's records about itself. */
  get notes(): (string | undefined)[] {
    return this.drafts
      .filter(draft => draft.plugin === 'audit')
      .map(({ action }) => action);
  }

  get drafts() {
    return this.stored.map(draftOf);
  }

  #mayBeAway(): void {
    if (this.away) {
      throw Object.assign(new Error('connect ECONNREFUSED'), {
        code: 'ECONNREFUSED',
      });
    }
  }

  async #along({ along }: AppendOptions = {}): Promise<void> {
    if (this.knex) {
      await along?.(this.knex);
    }
  }

  async #append(
    entries: readonly LogEntry[],
    batchIds: readonly string[] = [],
  ): Promise<void> {
    if (this.hangs) {
      await new Promise(() => {});
    }
    this.#mayBeAway();
    if (batchIds.some(id => this.#batches.has(id))) {
      if (batchIds.length === 1) {
        return;
      }
      throw Object.assign(new Error('known'), { code: '23505' });
    }
    if (entries.some(entry => this.refuses(entry))) {
      throw Object.assign(new Error('invalid input'), { code: '22021' });
    }
    batchIds.forEach(id => this.#batches.add(id));
    if (entries.length > 0) {
      this.stored.push(...entries);
      this.sizes.push(entries.length);
    }
    if (this.losesAnswers) {
      throw Object.assign(new Error('ended'), this.lost);
    }
  }
}
