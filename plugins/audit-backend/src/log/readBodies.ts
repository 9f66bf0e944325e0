import type { Knex } from 'knex';
import { RecordTexts, type RecordBody } from './RecordTexts';

const PAGE = 2000;

/**
 * Texts of records in the order of the log, first and last place included, page
 * by page in constant memory. What retention has pruned is not there.
 */
export async function* readPages(
  knex: Knex,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<RecordBody[]> {
  const texts = RecordTexts.create(knex);
  let next = fromSeq;
  while (next <= toSeq) {
    const page = await texts.between(next, toSeq, PAGE);
    yield page;
    if (page.length < PAGE) {
      return;
    }
    next = page[page.length - 1].seq + 1;
  }
}

/** The same, one by one. */
export async function* readBodies(
  knex: Knex,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<RecordBody> {
  for await (const page of readPages(knex, fromSeq, toSeq)) {
    yield* page;
  }
}
