import {
  GENESIS,
  type BlockHeader,
  type SealedBlock,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';

/** A row of the table `blocks`. */
export interface BlockRow {
  block: number | string;
  first_seq: number | string;
  last_seq: number | string;
  header: string;
  hash: string;
  signature: string;
  sealed_at: number | string;
  records_pruned_at: number | string | null;
}

/** Where the chain ends. */
export interface ChainEnd {
  block: number;
  lastSeq: number;
  /** Milliseconds since the epoch. */
  sealedAt: number;
  hash: string;
}

const BEGINNING: ChainEnd = {
  block: 0,
  lastSeq: 0,
  sealedAt: 0,
  hash: GENESIS,
};

/** The last block, or the nothing before the first. */
export async function chainEnd(db: Knex): Promise<ChainEnd> {
  const row = await db<BlockRow>('blocks').orderBy('block', 'desc').first();
  return row
    ? {
        block: Number(row.block),
        lastSeq: Number(row.last_seq),
        sealedAt: Number(row.sealed_at),
        hash: row.hash,
      }
    : BEGINNING;
}

/** Blocks in their order, first and last one included, in constant memory. */
export async function* readBlocks(
  db: Knex,
  from: number,
  to: number,
): AsyncGenerator<BlockRow> {
  const page = 500;
  for (let next = from; next <= to; ) {
    const rows = await db<BlockRow>('blocks')
      .whereBetween('block', [next, to])
      .orderBy('block')
      .limit(page);
    yield* rows;
    if (rows.length < page) {
      return;
    }
    next = Number(rows[rows.length - 1].block) + 1;
  }
}

/** The block that a record is sealed in, if it is. */
export async function blockOf(
  db: Knex,
  seq: number,
): Promise<BlockRow | undefined> {
  // Empty blocks after it have the same last place, and a higher number.
  return db<BlockRow>('blocks')
    .where('last_seq', '>=', seq)
    .orderBy('last_seq')
    .orderBy('block')
    .first();
}

/** A block as it is shown. */
export function toSealedBlock(row: BlockRow): SealedBlock {
  return {
    header: JSON.parse(row.header) as BlockHeader,
    hash: row.hash,
    signature: row.signature,
    kept: row.records_pruned_at === null,
  };
}
