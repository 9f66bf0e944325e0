import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** What an outside system gave to tell later whether its answer still holds. */
export interface Validator {
  etag?: string;
  lastModified?: string;
}

interface ValidatorRow {
  source: string;
  url_hash: string;
  etag: string | null;
  last_modified: string | null;
  stored_at: number;
}

const LONGEST_KEPT_MS = 90 * 86_400_000;

/** ETag and Last-Modified of answers whose facts are stored. */
export class ValidatorStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): ValidatorStore {
    return new ValidatorStore(knex);
  }

  async get(source: string, hash: string): Promise<Validator | undefined> {
    const row = await this.#knex<ValidatorRow>('source_responses')
      .where({ source, url_hash: hash })
      .first();
    return (
      row && {
        etag: row.etag ?? undefined,
        lastModified: row.last_modified ?? undefined,
      }
    );
  }

  async put(
    source: string,
    validators: ReadonlyMap<string, Validator>,
    now: number,
  ): Promise<void> {
    if (validators.size === 0) return;
    const rows = [...validators]
      .map(([hash, { etag, lastModified }]) => ({
        source,
        url_hash: hash,
        etag: etag ?? null,
        last_modified: lastModified ?? null,
        stored_at: now,
      }))
      .sort((a, b) => (a.url_hash < b.url_hash ? -1 : 1));
    const bulk = bulkRows<ValidatorRow>(this.#knex, columns, rows);
    await this.#knex.raw(
      `INSERT INTO source_responses (source, url_hash, etag, last_modified, stored_at)
       SELECT source, url_hash, etag, last_modified, stored_at
         FROM ${bulk.sql} AS b WHERE true ORDER BY url_hash
       ON CONFLICT (source, url_hash) DO UPDATE SET etag = excluded.etag,
         last_modified = excluded.last_modified, stored_at = excluded.stored_at`,
      bulk.bindings,
    );
  }

  /** Forgets what is so old that its address may not be in use any more. */
  async prune(source: string, now: number): Promise<void> {
    await this.#knex('source_responses')
      .where({ source })
      .where('stored_at', '<', now - LONGEST_KEPT_MS)
      .delete();
  }
}

const columns = {
  source: 'text',
  url_hash: 'text',
  etag: 'text',
  last_modified: 'text',
  stored_at: 'bigint',
} as const;
