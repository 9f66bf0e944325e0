import {
  GENESIS,
  type BlockHeader,
  type SealedBlock,
} from '@daytwo/backstage-plugin-audit-common';
import { createHash } from 'crypto';
import type { Knex } from 'knex';
import { parseHeader } from '../verify/parseHeader';

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
  return toEnd(await lastBlock(db));
}

/**
 * The same, where the next block is to follow it.
 *
 * @throws Error where somebody edited it: what followed would never verify
 */
export async function requireChainEnd(db: Knex): Promise<ChainEnd> {
  const row = await lastBlock(db);
  if (row && !isAsSealed(row)) {
    throw new Error(
      `The last block, ${row.block}, was edited in the database. Sealing stands still until it is as it was, from a backup`,
    );
  }
  return toEnd(row);
}

function lastBlock(db: Knex): Promise<BlockRow | undefined> {
  return db<BlockRow>('blocks').orderBy('block', 'desc').first();
}

function toEnd(row?: BlockRow): ChainEnd {
  return row
    ? {
        block: Number(row.block),
        lastSeq: Number(row.last_seq),
        sealedAt: toInstant(row.sealed_at),
        hash: row.hash,
      }
    : BEGINNING;
}

/** Whether the columns are what the header says. Only the signature tells whether that was written. */
export function isAsSealed(row: BlockRow): boolean {
  const header = parseHeader(row.header);
  return (
    header !== undefined &&
    row.hash === createHash('sha256').update(row.header).digest('hex') &&
    Number(row.block) === header.block &&
    Number(row.first_seq) === header.firstSeq &&
    Number(row.last_seq) === header.lastSeq &&
    Number(row.sealed_at) === Date.parse(header.sealedAt)
  );
}

/** The last instant that there is. */
const LAST = 8.64e15;

/** What somebody edited may be none. */
function toInstant(ms: number | string): number {
  return Math.max(-LAST, Math.min(LAST, Number(ms) || 0));
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
    header: parseHeader(row.header) ?? headerFrom(row),
    hash: row.hash,
    signature: row.signature,
    kept: row.records_pruned_at === null,
  };
}

/** What is left of a header that somebody edited; it proves nothing. */
function headerFrom(row: BlockRow): BlockHeader {
  return {
    v: 1,
    block: Number(row.block),
    firstSeq: Number(row.first_seq),
    lastSeq: Number(row.last_seq),
    since: new Date(0).toISOString(),
    sealedAt: new Date(toInstant(row.sealed_at)).toISOString(),
    root: '',
    previous: '',
    key: '',
  };
}
