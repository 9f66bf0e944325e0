import type { Knex } from 'knex';
import type { SpecialRecord } from '../specialRecords';
import type { BlockRow } from './blocks';

/** A block of one record that accounts for the seal. */
export interface Witness extends BlockRow {
  kind: SpecialRecord['kind'];
  /** The record's text; undefined where somebody deleted it. */
  body: string | undefined;
}

/** Remembers where such a block is. What proves it is the block. */
export async function rememberWitness(
  tx: Knex,
  block: number,
  kind: SpecialRecord['kind'],
): Promise<void> {
  await tx('seal_witnesses').insert({ block, kind });
}

/** All such blocks, in their order. */
export async function listWitnesses(
  db: Knex,
  kinds: ReadonlyArray<SpecialRecord['kind']>,
): Promise<Witness[]> {
  return db('seal_witnesses')
    .whereIn('kind', [...kinds])
    .join('blocks', 'blocks.block', 'seal_witnesses.block')
    .leftJoin('records', 'records.seq', 'blocks.first_seq')
    .orderBy('blocks.block')
    .select('blocks.*', 'seal_witnesses.kind', 'records.body');
}
