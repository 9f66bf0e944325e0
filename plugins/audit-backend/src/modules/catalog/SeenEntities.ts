import { bulkRows, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { EntityCopy } from './EntityCopy';

/** What an entity is remembered by. */
export interface SeenKey {
  watch: string;
  ref: string;
}

/** That an entity was there, without what it looked like. */
export interface Seen extends SeenKey {
  etag: string;
  /** Milliseconds; undefined while it is there. */
  missingSince: number | undefined;
}

interface Row {
  watch: string;
  ref: string;
  etag: string;
  content: string;
  hashes: string;
  problem: string | null;
}

/** One text for each. */
export const keyOf = ({ watch, ref }: SeenKey): string => `${watch} ${ref}`;

/** Entities as they were when the catalog was last looked at. */
export class SeenEntities {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): SeenEntities {
    return new SeenEntities(knex);
  }

  /** The same in a transaction. */
  in(tx: Knex): SeenEntities {
    return new SeenEntities(tx);
  }

  /** All of the watches, by {@link keyOf}. */
  async list(watches: readonly string[]): Promise<Map<string, Seen>> {
    const rows = await this.#knex('catalog_seen')
      .whereIn('watch', watches)
      .select('watch', 'ref', 'etag', 'missing_since');
    return new Map(
      rows.map(({ watch, ref, etag, missing_since: missing }) => [
        keyOf({ watch, ref }),
        {
          watch,
          ref,
          etag,
          missingSince: missing === null ? undefined : Number(missing),
        },
      ]),
    );
  }

  /** What some of them looked like, by {@link keyOf}. */
  async copies(keys: readonly SeenKey[]): Promise<Map<string, EntityCopy>> {
    const { sql, bindings } = this.#rows(keys);
    const result = await this.#knex.raw(
      `SELECT s.watch, s.ref, s.content, s.hashes, s.problem FROM ${sql} AS b
       JOIN catalog_seen s ON s.watch = b.watch AND s.ref = b.ref`,
      bindings,
    );
    return new Map(
      rawRows<Row>(result).map(row => [
        keyOf(row),
        {
          content: JSON.parse(row.content),
          hashes: JSON.parse(row.hashes),
          problem: row.problem ?? undefined,
        },
      ]),
    );
  }

  /** They are there, and look so. */
  async keep(
    entities: readonly (SeenKey & { etag: string; copy: EntityCopy })[],
  ): Promise<void> {
    const rows: Row[] = entities.map(({ watch, ref, etag, copy }) => ({
      watch,
      ref,
      etag,
      content: JSON.stringify(copy.content),
      hashes: JSON.stringify(copy.hashes),
      problem: copy.problem ?? null,
    }));
    if (rows.length > 0) {
      await this.#knex('catalog_seen')
        .insert(rows.map(row => ({ ...row, missing_since: null })))
        .onConflict(['watch', 'ref'])
        .merge();
    }
  }

  /** They are not there; or are again, where no time is given. */
  async mark(keys: readonly SeenKey[], missingSince?: number): Promise<void> {
    const { sql, bindings } = this.#rows(keys);
    await this.#knex.raw(
      `UPDATE catalog_seen SET missing_since = ? WHERE (watch, ref) IN (SELECT watch, ref FROM ${sql} AS b)`,
      [missingSince ?? null, ...bindings],
    );
  }

  async forget(keys: readonly SeenKey[]): Promise<void> {
    const { sql, bindings } = this.#rows(keys);
    await this.#knex.raw(
      `DELETE FROM catalog_seen WHERE (watch, ref) IN (SELECT watch, ref FROM ${sql} AS b)`,
      bindings,
    );
  }

  #rows(keys: readonly SeenKey[]) {
    return bulkRows<SeenKey>(
      this.#knex,
      { watch: 'text', ref: 'text' },
      keys.map(({ watch, ref }) => ({ watch, ref })),
    );
  }
}
