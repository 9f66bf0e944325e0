import type { Knex } from 'knex';
import { readHead } from '../../log/head';
import { isPostgres } from '@daytwo/node-kit';
import { query, raw, sql } from '../sql';
import { readSegments } from '../postgres/segments';

/** Where an instant is in the log. */
interface Bounds {
  low: number;
  high: number;
  within: string;
}

async function boundsFor(knex: Knex, at: number): Promise<Bounds> {
  const { seq } = await readHead(knex);
  if (!isPostgres(knex)) {
    return { low: 1, high: seq + 1, within: '1 = 1' };
  }
  const segments = await readSegments(knex);
  const segment = segments.find(({ toAt }) => at < toAt);
  if (!segment) {
    return { low: seq + 1, high: seq + 1, within: '1 = 1' };
  }
  const { fromSeq, toSeq, fromAt, toAt } = segment;
  return {
    low: fromSeq,
    high: at <= fromAt ? fromSeq : Math.min(toSeq, seq + 1),
    within: `r.at >= ${fromAt} AND r.at < ${toAt}`,
  };
}

/**
 * The first place whose time is not before an instant. Time never goes back
 * along the log, so halving finds it, and no index of times is needed.
 */
export async function seqAt(knex: Knex, at: number): Promise<number> {
  const { low, high, within } = await boundsFor(knex, at);
  const isEarlier = sql`(
    SELECT r.at FROM records r WHERE r.seq >= (b.low + b.high) / 2 AND ${raw(
      within,
    )}
    ORDER BY r.seq LIMIT 1) < ${at}`;
  const [found] = await query<{ low: number | string }>(
    knex,
    sql`WITH RECURSIVE b(low, high) AS (
        SELECT CAST(${low} AS bigint), CAST(${high} AS bigint)
        UNION ALL
        SELECT CASE WHEN ${isEarlier} THEN (b.low + b.high) / 2 + 1 ELSE b.low END,
          CASE WHEN ${isEarlier} THEN b.high ELSE (b.low + b.high) / 2 END
        FROM b WHERE b.low < b.high
      ) SELECT low FROM b WHERE low >= high`,
  );
  return Number(found.low);
}
