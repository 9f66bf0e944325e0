import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { ActorBook, FacetBook, type Condition } from '../conditions';
import {
  chunksOf,
  planWide,
  segmentsWithin,
  within,
} from '../postgres/chunkPlan';
import { readSegments, type Segment } from '../postgres/segments';
import { isFacetsOnly, isIndexed, isOfManyActors } from '../postgres/shape';
import { toColumns, toPostgres } from '../postgres/toPostgres';
import { query, raw, sql, type SqlFragment } from '../sql';
import { toSqlite } from '../sqlite/toSqlite';
import type { Buckets } from './buckets';

/** How many records of an outcome a bucket has. */
export interface BucketCount {
  bucket: number | string;
  outcome: number;
  count: number | string;
}

/** What is counted: places `from` up to but without `below`. */
export interface CountQuery {
  condition: Condition;
  from: number;
  below: number;
  buckets: Buckets;
}

const bucketOf = ({ from, width }: Buckets) =>
  raw(`(r.at - ${from}) / ${width}`);

/** Counts what meets a condition on `r`. */
function counted(count: CountQuery, where: SqlFragment): SqlFragment {
  return sql`SELECT ${bucketOf(
    count.buckets,
  )} AS bucket, r.outcome, count(*) AS count
    FROM records r WHERE ${where} GROUP BY 1, 2`;
}

const placed = ({ from, below }: CountQuery) =>
  sql`r.seq >= ${from} AND r.seq < ${below}`;

async function countPostgres(
  tx: Knex,
  count: CountQuery,
): Promise<BucketCount[]> {
  const { condition, from, below } = count;
  const book = await FacetBook.read(tx);
  const segments = segmentsWithin(await readSegments(tx), from, below);
  if (segments.length === 0) {
    return [];
  }
  const bounds = sql`${placed(count)} AND ${within(segments)}`;
  const actors = await ActorBook.read(tx, condition);
  if (isFacetsOnly(condition) || isOfManyActors(condition, actors)) {
    const where = sql`${bounds} AND ${toColumns(condition, { book, actors })}`;
    return query(tx, counted(count, where));
  }
  if (!isIndexed(condition)) {
    const options = { book, exact: true };
    const where = sql`${bounds} AND ${toPostgres(condition, options)}`;
    return query(tx, counted(count, where));
  }
  const counts = [];
  for (const segment of segments) {
    counts.push(...(await countSegment(tx, count, { book, segment })));
  }
  return counts;
}

/** Chunk by chunk, as pages are found; see `log/chunks`. */
async function countSegment(
  tx: Knex,
  count: CountQuery,
  { book, segment }: { book: FacetBook; segment: Segment },
): Promise<BucketCount[]> {
  const { condition } = count;
  const chunks = chunksOf(segment, { ...count, order: 'oldest' });
  const wide = await planWide(tx, { condition, book, segment, chunks });
  const options = { book, keys: chunks.keys, wide, exact: true };
  const where = sql`${within([segment])} AND ${toPostgres(condition, options)}
    AND r.seq + 0 >= c.first AND r.seq + 0 < c.after`;
  return query(
    tx,
    sql`SELECT h.bucket, h.outcome, sum(h.count) AS count FROM ${chunks.table()}
      CROSS JOIN LATERAL (${counted(count, where)}) h GROUP BY 1, 2`,
  );
}

async function countSqlite(
  knex: Knex,
  count: CountQuery,
): Promise<BucketCount[]> {
  const book = await FacetBook.read(knex);
  const where = sql`${placed(count)} AND ${toSqlite(count.condition, book)}`;
  return query(knex, counted(count, where));
}

/** Counts records by bucket and outcome. */
export async function countRecords(
  knex: Knex,
  count: CountQuery,
): Promise<BucketCount[]> {
  if (!isPostgres(knex)) {
    return countSqlite(knex, count);
  }
  return knex.transaction(async tx => {
    await tx.raw('SET LOCAL jit = off; SET LOCAL enable_seqscan = off');
    return countPostgres(tx, count);
  });
}
