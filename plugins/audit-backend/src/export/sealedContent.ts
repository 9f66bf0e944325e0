import type { Knex } from 'knex';
import { readBodies } from '../log/readBodies';
import { readHead } from '../log/head';
import type { FoundRecord } from '../reading';
import { chainEnd, blockOf, type BlockRow } from '../seal/chain/blocks';
import type { ProofReader } from '../seal/verify/ProofReader';
import type { SealedLine } from './SealedLines';

const PAGE = 500;

/** Places in the log: from, and below. */
export interface Places {
  from: number;
  below: number;
}

/** Everything in some places, in whole blocks: nothing can have been left out. */
export async function* chainLines(
  knex: Knex,
  places: Places,
): AsyncGenerator<SealedLine> {
  for await (const block of blocksOver(knex, places)) {
    yield blockLine(block);
    if (block.records_pruned_at === null) {
      yield* bodyLines(knex, block.first_seq, block.last_seq, 'record');
    }
  }
  const [{ lastSeq }, head] = await Promise.all([
    chainEnd(knex),
    readHead(knex),
  ]);
  if (places.below > lastSeq + 1) {
    const last = Math.min(head.seq, places.below - 1);
    yield* bodyLines(knex, lastSeq + 1, last, 'unsealed');
  }
}

/** Some records, in the order of the log, each with the proof that it is in its block. */
export async function* proofLines(
  knex: Knex,
  proofs: ProofReader,
  pages: AsyncIterable<FoundRecord[]>,
): AsyncGenerator<SealedLine> {
  let block: BlockRow | undefined;
  for await (const page of pages) {
    for (const { record, body } of page) {
      if (!block || Number(block.last_seq) < record.seq) {
        block = await blockOf(knex, record.seq);
        if (block) {
          yield blockLine(block);
        }
      }
      yield block
        ? { type: 'record', body, path: await proofs.path(block, record.seq) }
        : { type: 'unsealed', body };
    }
  }
}

function blockLine(row: BlockRow): SealedLine {
  const { header, signature, records_pruned_at: prunedAt } = row;
  const pruned = prunedAt !== null && { pruned: true as const };
  return { type: 'block', header, signature, ...pruned };
}

async function* blocksOver(
  knex: Knex,
  { from, below }: Places,
): AsyncGenerator<BlockRow> {
  for (let after = 0; ; ) {
    const rows = await knex<BlockRow>('blocks')
      .where('last_seq', '>=', from)
      .where('first_seq', '<', below)
      .where('block', '>', after)
      .orderBy('block')
      .limit(PAGE);
    yield* rows;
    if (rows.length < PAGE) {
      return;
    }
    after = Number(rows[rows.length - 1].block);
  }
}

async function* bodyLines(
  knex: Knex,
  first: number | string,
  last: number | string,
  type: 'record' | 'unsealed',
): AsyncGenerator<SealedLine> {
  for await (const { body } of readBodies(knex, Number(first), Number(last))) {
    yield { type, body };
  }
}
