import type { Knex } from 'knex';

/** What a run came to. */
export interface RunCounts {
  entities: number;
  changed: number;
  failed: number;
}

/** The last run of each source. */
export class RunStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): RunStore {
    return new RunStore(knex);
  }

  async begin(source: string, now: number): Promise<void> {
    await this.#write(source, { started_at: now, finished_at: null });
  }

  /** So far; shown while it goes on. */
  async progress(source: string, counts: RunCounts): Promise<void> {
    await this.#write(source, counts);
  }

  async end(
    source: string,
    now: number,
    counts: RunCounts,
    error?: string,
  ): Promise<void> {
    await this.#write(source, {
      ...counts,
      finished_at: now,
      error: error ?? null,
    });
  }

  async #write(source: string, values: object): Promise<void> {
    await this.#knex('source_runs')
      .insert({ source, ...values })
      .onConflict('source')
      .merge();
  }
}
