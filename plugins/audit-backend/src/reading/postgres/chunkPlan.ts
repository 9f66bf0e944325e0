import type { Knex } from 'knex';
import { CHUNK_SIZE, chunkMask, chunkOf, tagBits } from '../../log/chunks';
import type { Condition, FacetBook } from '../conditions';
import { query, raw, sql, type SqlFragment } from '../sql';
import type { Segment } from './segments';
import { hasWide, narrowPart } from './shape';
import { toPostgres, type KeyArrays, type WideTests } from './toPostgres';

/** So many hits in a chunk are frequent: reading their rows takes longer than looking up keys. */
const FREQUENT = 200;
/** And more than one in so many places are very frequent. */
const VERY_FREQUENT = 50;
/** Places that tell. */
const SAMPLE = 1000;

/** Places of a segment, chunk by chunk. */
export interface Chunks {
  numbers: number[];
  /** Arrays of keys, of each chunk its own. */
  keys: KeyArrays;
  /** A table `c(first, after, …)` with a row for each chunk, and with the keys that were asked for. */
  table(): SqlFragment;
}

/** Instants of segments, so that only partitions in question are opened. */
export function within(segments: readonly Segment[]): SqlFragment {
  const from = Math.min(...segments.map(segment => segment.fromAt));
  const to = Math.max(...segments.map(segment => segment.toAt));
  return raw(`r.at >= ${from} AND r.at < ${to}`);
}

/** Segments that have some of the places. */
export function segmentsWithin(
  segments: readonly Segment[],
  from: number,
  below: number,
): Segment[] {
  return segments.filter(
    segment => segment.toSeq > from && segment.fromSeq < below,
  );
}

const list = (numbers: number[]) => `{${numbers.join(',')}}`;

/** Chunks of the places that are in a segment, in the order that is asked for. */
export function chunksOf(
  segment: Segment,
  { from, below, order }: { from: number; below: number; order: string },
): Chunks {
  const first = chunkOf(Math.max(from, segment.fromSeq));
  const last = chunkOf(Math.min(below, segment.toSeq) - 1);
  const rising = Array.from({ length: last - first + 1 }, (_, n) => first + n);
  const numbers = order === 'newest' ? rising.reverse() : rising;
  const masks = list(numbers.map(chunkMask));
  const starts = list(numbers.map(n => Math.max(from, n * CHUNK_SIZE)));
  const ends = list(numbers.map(n => Math.min(below, (n + 1) * CHUNK_SIZE)));
  const columns: string[] = [];
  return {
    numbers,
    keys: tags => {
      const name = `keys_${columns.length}`;
      columns.push(`, ${keysOf(tags, 'm.mask')} AS ${name}`);
      return raw(`c.${name}`);
    },
    // `OFFSET 0`: keys are put together once for a chunk, not for each row.
    table: () => sql`(SELECT m.first, m.after ${raw(columns.join(''))}
      FROM unnest(${masks}::integer[], ${starts}::bigint[], ${ends}::bigint[])
        AS m(mask, first, after) OFFSET 0) AS c`,
  };
}

function keysOf(tags: readonly number[], mask: string): string {
  const bits = list(tags.map(tagBits));
  return `ARRAY(SELECT bits | ${mask} FROM unnest('${bits}'::integer[]) AS bits)`;
}

/** What is asked in a segment. */
export interface ChunkQuestion {
  condition: Condition;
  book: FacetBook;
  segment: Segment;
  chunks: Chunks;
}

/**
 * Where tests with many keys are done. A key costs some microseconds a chunk,
 * which is too much for what a few rows tell as well; but where rows are many
 * as well, the index has to intersect. There each hit is compared with all keys,
 * unless these are split.
 */
export async function planWide(
  tx: Knex,
  question: ChunkQuestion,
): Promise<WideTests> {
  const { condition, book } = question;
  const narrow = narrowPart(condition, book);
  if (!narrow || !hasWide(condition, book)) {
    return 'index';
  }
  if ((await countHits(tx, narrow, question)) < FREQUENT) {
    return 'rows';
  }
  const some = await countSample(tx, narrow, question);
  return some < SAMPLE / VERY_FREQUENT ? 'together' : 'index';
}

/** The first one may be cut. */
const wholeChunk = ({ numbers: [first, second = first] }: Chunks) => second;

/** Hits in a chunk, up to what is frequent. */
async function countHits(
  tx: Knex,
  narrow: Condition,
  { book, segment, chunks }: ChunkQuestion,
): Promise<number> {
  const mask = `${chunkMask(wholeChunk(chunks))}`;
  const keys: KeyArrays = tags => raw(keysOf(tags, mask));
  const where = toPostgres(narrow, { book, keys });
  return countUpTo(
    tx,
    sql`r WHERE ${within([segment])} AND ${where} LIMIT ${FREQUENT}`,
  );
}

/** Of some places in the middle of a chunk, how many are hits. */
async function countSample(
  tx: Knex,
  narrow: Condition,
  { book, segment, chunks }: ChunkQuestion,
): Promise<number> {
  const from = Math.floor((wholeChunk(chunks) + 0.5) * CHUNK_SIZE);
  return countUpTo(
    tx,
    sql`r WHERE ${within([segment])} AND r.seq >= ${from}
      AND r.seq < ${from + SAMPLE} AND ${toPostgres(narrow, { book })}`,
  );
}

async function countUpTo(tx: Knex, records: SqlFragment): Promise<number> {
  const [{ count }] = await query<{ count: string }>(
    tx,
    sql`SELECT count(*) AS count FROM (SELECT 1 FROM records ${records}) s`,
  );
  return Number(count);
}
