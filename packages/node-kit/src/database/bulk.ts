import type { Knex } from 'knex';

/**
 * Types that a column of {@link bulkRows} may have, the same on all databases.
 *
 * @public
 */
export type BulkType = 'integer' | 'bigint' | 'text' | 'double precision';

/**
 * JSON text that PostgreSQL can store: it refuses NUL and lone surrogates, which
 * become the replacement character.
 *
 * @public
 */
export function storableJson(json: string): string {
  return json
    .replace(/\\u0000/g, '\\ufffd')
    .replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\\ufffd');
}

/** Whether this is PostgreSQL; anything else is SQLite. @public */
export function isPostgres(knex: Knex): boolean {
  return knex.client.config.client === 'pg';
}

/**
 * Rows as a table expression of one bound value, so that a statement over a
 * thousand rows is as short, and as quick to prepare, as one over a single row.
 *
 * @example
 * ```ts
 * knex.raw(`UPDATE t SET a = b.a FROM ${rows.sql} AS b WHERE t.id = b.id`, rows.bindings)
 * ```
 *
 * @public
 */
export function bulkRows<T extends object>(
  knex: Knex,
  columns: Record<keyof T & string, BulkType>,
  rows: readonly T[],
): { sql: string; bindings: [string] } {
  const names = Object.keys(columns) as Array<keyof T & string>;
  const bindings: [string] = [
    storableJson(
      JSON.stringify(rows.map(row => names.map(name => row[name] ?? null))),
    ),
  ];
  const postgres = isPostgres(knex);
  const select = names.map((name, index) =>
    postgres
      ? `(v->>${index})::${columns[name]} AS ${name}`
      : `json_extract(value, '$[${index}]') AS ${name}`,
  );
  const from = postgres
    ? 'jsonb_array_elements(?::jsonb) AS e(v)'
    : 'json_each(?)';
  return { sql: `(SELECT ${select.join(', ')} FROM ${from})`, bindings };
}

/** Rows that a raw statement gave back, on either database. @public */
export function rawRows<T>(result: unknown): T[] {
  return (
    Array.isArray(result) ? result : (result as { rows: T[] }).rows
  ) as T[];
}

/**
 * The clock of the database, milliseconds: leases of several replicas must be
 * measured by one clock. SQLite has but one process.
 *
 * @public
 */
export function databaseNow(knex: Knex): Knex.Raw {
  return isPostgres(knex)
    ? knex.raw('(extract(epoch from clock_timestamp()) * 1000)::bigint')
    : knex.raw('?', [Date.now()]);
}

/** `IN` a list of integers, of one bound value: `entity_id ${list.sql}`. @public */
export function inIds(
  knex: Knex,
  ids: readonly number[],
): { sql: string; bindings: [string] } {
  return isPostgres(knex)
    ? {
        sql: '= ANY(?::int[])',
        bindings: [`{${ids.join(',')}}`],
      }
    : {
        sql: 'IN (SELECT value FROM json_each(?))',
        bindings: [JSON.stringify(ids)],
      };
}

/**
 * `IN (subquery)`, run once. PostgreSQL may join an `IN` and then runs the
 * subquery for each row: one with `LIMIT` and `SKIP LOCKED` gives other rows
 * every time, and more are taken than it says.
 *
 * @public
 */
export function inOnce(knex: Knex, subquery: string): string {
  return isPostgres(knex) ? `= ANY(ARRAY(${subquery}))` : `IN (${subquery})`;
}
