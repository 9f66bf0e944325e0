import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { parseHeader } from '../verify/parseHeader';
import type { BlockRange } from '../specialRecords';
import { latestCutoff, mustBeKept } from './expiry';
import type { RetentionPolicy } from './RetentionPolicy';

/** A block whose records may go. */
export interface ExpiredBlock {
  block: number;
  firstSeq: number;
  lastSeq: number;
  /** As sealed, hex. */
  root: string;
}

const BLOCKS_AT_ONCE = 500;

interface Row {
  block: number | string;
  first_seq: number | string;
  last_seq: number | string;
  header: string;
}

/** Blocks that have records, each of which is old enough to go; oldest first. */
export async function* expiredBlocks(
  db: Knex,
  policy: RetentionPolicy,
  now: number,
): AsyncGenerator<ExpiredBlock> {
  const kept = await mustBeKept(db, policy, now);
  const cutoff = latestCutoff(policy, now);
  const last = await db('blocks')
    .where('sealed_at', '<', cutoff)
    .max('block as block')
    .first();
  const end = Number(last?.block ?? 0);
  for (let from = 1; from <= end; from += BLOCKS_AT_ONCE) {
    const to = Math.min(end, from + BLOCKS_AT_ONCE - 1);
    yield* await readExpired(db, { from, to, kept });
  }
}

/** Whether each block of the ranges is one that may go, or has nothing that could. */
export async function areExpired(
  db: Knex,
  ranges: readonly BlockRange[],
  { policy, now }: { policy: RetentionPolicy; now: number },
): Promise<boolean> {
  const kept = await mustBeKept(db, policy, now);
  const last = await db('blocks').max('block as block').first();
  for (const [from, to] of ranges) {
    const full = await db('blocks')
      .whereBetween('block', [from, to])
      .whereNull('records_pruned_at')
      .whereRaw('last_seq >= first_seq')
      .count({ n: '*' })
      .first();
    const expired = await readExpired(db, { from, to, kept });
    if (to > Number(last?.block ?? 0) || expired.length < Number(full?.n)) {
      return false;
    }
  }
  return true;
}

async function readExpired(
  db: Knex,
  { from, to, kept }: { from: number; to: number; kept: string },
): Promise<ExpiredBlock[]> {
  const rows = rawRows<Row>(
    await db.raw(
      `SELECT b.block, b.first_seq, b.last_seq, b.header FROM blocks b
       WHERE b.block BETWEEN ? AND ? AND b.records_pruned_at IS NULL
         AND b.last_seq >= b.first_seq
         AND NOT EXISTS (SELECT 1 FROM records r
           WHERE r.seq BETWEEN b.first_seq AND b.last_seq AND ${kept})
       ORDER BY b.block`,
      [from, to],
    ),
  );
  return rows.map(row => ({
    block: Number(row.block),
    firstSeq: Number(row.first_seq),
    lastSeq: Number(row.last_seq),
    // One that was edited is that of no records: they are kept.
    root: parseHeader(row.header)?.root ?? '',
  }));
}
