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

/**
 * Takes the next places and holds the end of the log until the transaction ends:
 * whoever comes next waits. What is rolled back gives its places back, so there
 * is never a gap.
 */
export async function takePlaces(tx: Knex, count: number): Promise<Head> {
  const greatest = isPostgres(tx) ? 'greatest' : 'max';
  const rows = rawRows<HeadRow>(
    await tx.raw(
      `UPDATE log_head SET seq = seq + ?, at = ${greatest}(at, ?) WHERE id = 1
       RETURNING seq, at`,
      [count, databaseNow(tx)],
    ),
  );
  return toHead(rows[0]);
}
