import type { Knex } from 'knex';
import { RecordTexts, type RecordBody } from './RecordTexts';

/** How many records are read at once. */
export const PAGE = 2000;

/** Page by page, in constant memory. What retention has pruned is not there. */
export async function* readPages<T extends { seq: number }>(
  read: (fromSeq: number) => Promise<T[]>,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<T[]> {
  let next = fromSeq;
  while (next <= toSeq) {
    const page = await read(next);
    yield page;
    if (page.length < PAGE) {
      return;
    }
    next = page[page.length - 1].seq + 1;
  }
}

/** Texts of records in the order of the log, first and last place included. */
export async function* readBodies(
  knex: Knex,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<RecordBody> {
  const texts = RecordTexts.create(knex);
  const read = (from: number) => texts.between(from, toSeq, PAGE);
  for await (const page of readPages(read, fromSeq, toSeq)) {
    yield* page;
  }
}
