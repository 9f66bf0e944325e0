import type { SealedBlock } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { blockOf as rowOf, toSealedBlock } from '../seal/chain/blocks';

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
  const row = await rowOf(knex, seq);
  return row && Number(row.first_seq) <= seq ? toSealedBlock(row) : undefined;
}
