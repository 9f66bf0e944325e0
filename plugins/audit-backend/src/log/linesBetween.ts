import { isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** Places in the log, first and last one included. */
export interface Range {
  fromSeq: number;
  toSeq: number;
  limit: number;
}

/**
 * A line of each record, in their order. The database sends them as one text,
 * which costs a fraction of as many rows. Nothing that was stored has a line
 * break in it.
 *
 * @param line - SQL of a text
 * @returns undefined where one has, as somebody edited it
 */
export async function linesBetween(
  knex: Knex,
  line: string,
  { fromSeq, toSeq, limit }: Range,
): Promise<string[] | undefined> {
  const lines = isPostgres(knex)
    ? `string_agg(${line}, chr(10) ORDER BY seq)`
    : `group_concat(${line}, char(10) ORDER BY seq)`;
  const [{ count, text }] = rawRows<{
    count: number | string;
    text: string | null;
  }>(
    await knex.raw(
      `SELECT count(*) AS count, ${lines} AS text FROM (
         SELECT * FROM records WHERE seq BETWEEN ? AND ? ORDER BY seq LIMIT ?
       ) r`,
      [fromSeq, toSeq, limit],
    ),
  );
  const found = text === null ? [] : text.split('\n');
  return found.length === Number(count) ? found : undefined;
}
