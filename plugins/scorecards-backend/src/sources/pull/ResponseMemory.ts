import { createHash } from 'crypto';
import type { Knex } from 'knex';

/** What an answer said of its version. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

/** Remembers validators of answers by source and URL, for conditional requests. */
export class ResponseMemory {
  readonly #knex: Knex;
  readonly #source: string;

  private constructor(knex: Knex, source: string) {
    this.#knex = knex;
    this.#source = source;
  }

  static create(knex: Knex, source: string): ResponseMemory {
    return new ResponseMemory(knex, source);
  }

  async recall(request: string): Promise<Validators> {
    const row = await this.#knex('source_responses')
      .where(this.#keyOf(request))
      .first();
    return {
      ...(row?.etag && { etag: row.etag }),
      ...(row?.last_modified && { lastModified: row.last_modified }),
    };
  }

  async keep(
    request: string,
    validators: Validators,
    now: number,
  ): Promise<void> {
    const key = this.#keyOf(request);
    if (!validators.etag && !validators.lastModified) {
      await this.#knex('source_responses').where(key).delete();
      return;
    }
    await this.#knex('source_responses')
      .insert({
        ...key,
        etag: validators.etag ?? null,
        last_modified: validators.lastModified ?? null,
        stored_at: now,
      })
      .onConflict(['source', 'url_hash'])
      .merge();
  }

  /** The next request is unconditional. */
  async forget(request: string): Promise<void> {
    await this.#knex('source_responses').where(this.#keyOf(request)).delete();
  }

  #keyOf(request: string) {
    const url_hash = createHash('sha256').update(request).digest('hex');
    return { source: this.#source, url_hash };
  }
}
