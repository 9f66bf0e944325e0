import type {
  BlockHeader,
  SealedBlock,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';

interface BlockRow {
  first_seq: number | string;
  header: string;
  hash: string;
  signature: string;
  records_pruned_at: number | string | null;
}

/** The last place that is in a block; 0 where there is none. */
export async function lastSealedSeq(knex: Knex): Promise<number> {
  const row = await knex('blocks')
    .orderBy('block', 'desc')
    .first<{ last_seq: number | string } | undefined>('last_seq');
  return Number(row?.last_seq ?? 0);
}

/** The block that a record is sealed in. */
export async function blockOf(
  knex: Knex,
  seq: number,
): Promise<SealedBlock | undefined> {
  const row = await knex('blocks')
    .where('last_seq', '>=', seq)
    .orderBy('last_seq')
    .first<BlockRow | undefined>();
  if (!row || Number(row.first_seq) > seq) {
    return undefined;
  }
  return {
    header: JSON.parse(row.header) as BlockHeader,
    hash: row.hash,
    signature: row.signature,
    kept: row.records_pruned_at === null,
  };
}
