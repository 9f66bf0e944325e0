import type { Knex } from 'knex';
import { RecordTexts, textColumns, type TextRow } from '../../log/RecordTexts';
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
  const blocks: Array<Omit<Witness, 'body'>> = await db('seal_witnesses')
    .whereIn('kind', [...kinds])
    .join('blocks', 'blocks.block', 'seal_witnesses.block')
    .orderBy('blocks.block')
    .select('blocks.*', 'seal_witnesses.kind');
  const rows: TextRow[] = await db('records')
    .whereIn(
      'seq',
      blocks.map(block => block.first_seq),
    )
    .select(textColumns);
  const texts = await RecordTexts.create(db).of(rows);
  const bodies = new Map(texts.map(({ seq, body }) => [seq, body]));
  return blocks.map(block => ({
    ...block,
    body: bodies.get(Number(block.first_seq)),
  }));
}
