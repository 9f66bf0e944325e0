import type { Knex } from 'knex';
import { cleanMessage } from './writeErrors';

/** What a run came to. */
export interface RunTally {
  /** Entities that the source said something about. */
  entities: number;
  changed: number;
  failed: number;
}

/** The last run of each source. */
export class SourceRunStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): SourceRunStore {
    return new SourceRunStore(knex);
  }

  /** A run begins; the numbers of the one before stay until it ends. */
  async started(source: string, now: number): Promise<void> {
    await this.#knex('source_runs')
      .insert({ source, started_at: now })
      .onConflict('source')
      .merge({ started_at: now, finished_at: null });
  }

  /** @param error - why it ended early, if it did */
  async finished(
    source: string,
    tally: RunTally,
    now: number,
    error?: string,
  ): Promise<void> {
    await this.#knex('source_runs')
      .where({ source })
      .update({
        ...tally,
        finished_at: now,
        error: error === undefined ? null : cleanMessage(error),
      });
  }
}
