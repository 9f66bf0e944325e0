import { databaseNow, isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** Where the log ends. */
export interface Head {
  seq: number;
  at: number;
}

/** {@link Head} as a database gives it. */
export interface HeadRow {
  seq: number | string;
  at: number | string;
}

/** @param row - of the table, or what was returned from it */
export function toHead(row: HeadRow): Head {
  return { seq: Number(row.seq), at: Number(row.at) };
}

/** Where the log ends, as committed. */
export async function readHead(knex: Knex): Promise<Head> {
  const row = await knex<HeadRow>('log_head').first('seq', 'at');
  return row ? toHead(row) : { seq: 0, at: 0 };
}

/** A statement, or a part of one, and its values. */
export interface Statement {
  sql: string;
  bindings: readonly Knex.RawBinding[];
}

/**
 * Takes the next places and holds the end of the log until the transaction ends:
 * whoever comes next waits. What is rolled back gives its places back, so there
 * is never a gap.
 */
export function placesTaking(tx: Knex, count: number): Statement {
  const greatest = isPostgres(tx) ? 'greatest' : 'max';
  return {
    sql: `UPDATE log_head SET seq = seq + ?, at = ${greatest}(at, ?) WHERE id = 1
       RETURNING seq, at`,
    bindings: [count, databaseNow(tx)],
  };
}

/** Runs {@link placesTaking}. */
export async function takePlaces(tx: Knex, count: number): Promise<Head> {
  const { sql, bindings } = placesTaking(tx, count);
  return toHead(rawRows<HeadRow>(await tx.raw(sql, [...bindings]))[0]);
}
