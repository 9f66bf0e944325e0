import type { Knex } from 'knex';

/** The text of a record, and its place. */
export interface RecordBody {
  seq: number;
  body: string;
}

const PAGE = 2000;

/**
 * Texts of records in the order of the log, first and last place included, in
 * constant memory. What retention has pruned is not there.
 */
export async function* readBodies(
  knex: Knex,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<RecordBody> {
  let next = fromSeq;
  while (next <= toSeq) {
    const rows: Array<{ seq: number | string; body: string }> = await knex(
      'records',
    )
      .whereBetween('seq', [next, toSeq])
      .orderBy('seq')
      .limit(PAGE)
      .select('seq', 'body');
    for (const { seq, body } of rows) {
      yield { seq: Number(seq), body };
    }
    if (rows.length < PAGE) {
      return;
    }
    next = Number(rows[rows.length - 1].seq) + 1;
  }
}
