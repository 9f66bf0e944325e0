import type { Knex } from 'knex';
import { readHead } from '../../log/head';
import { FacetBook } from '../conditions';
import {
  candidateColumns,
  type Candidate,
  type RecordScan,
  type ScanQuery,
} from '../scan/RecordScan';
import { query, raw, sql } from '../sql';
import { chunksOf, planWide, segmentsWithin, within } from './chunkPlan';
import { readSegments, type Segment } from './segments';
import { isIndexed } from './shape';
import { toPostgres } from './toPostgres';

/** Rows that are looked at one by one before the index is asked. */
const PROBE = 1000;
/** Of so many rows one: less is rare. */
const RARE = 80;
/** And at most at once, where no index helps. */
const MOST_AT_ONCE = 262_144;

/** Plans that suit a page: compiling, or starting workers, takes longer than running them. */
const PAGE_PLANS = `SET LOCAL jit = off; SET LOCAL enable_seqscan = off;
  SET LOCAL max_parallel_workers_per_gather = 0`;

interface Search extends ScanQuery {
  tx: Knex;
  book: FacetBook;
  segments: Segment[];
}

/**
 * Looks at the nearest rows one by one, which is enough for what is frequent.
 * Then asks the index chunk by chunk (see `log/chunks`), which is enough for what
 * is not, and stops at a full page.
 */
export class PostgresScan implements RecordScan {
  readonly #knex: Knex;
  readonly #probe: number;

  private constructor(knex: Knex, probe: number) {
    this.#knex = knex;
    this.#probe = probe;
  }

  /** @param probe - rows that are looked at before the index is asked */
  static create(knex: Knex, probe = PROBE): PostgresScan {
    return new PostgresScan(knex, probe);
  }

  async find(scan: ScanQuery): Promise<Candidate[]> {
    return this.#knex.transaction(async tx => {
      await tx.raw(PAGE_PLANS);
      const book = await FacetBook.read(tx);
      const segments = await readSegments(tx);
      const { seq } = await readHead(tx);
      const from = Math.max(scan.from, segments[0]?.fromSeq ?? 1);
      const below = Math.min(scan.below, seq + 1);
      return search({ ...scan, from, below, tx, book, segments }, this.#probe);
    });
  }
}

async function search(scan: Search, probe: number): Promise<Candidate[]> {
  const rows: Candidate[] = [];
  let looked = 0;
  let rest = scan;
  while (rest.from < rest.below && rows.length < scan.limit) {
    const limit = scan.limit - rows.length;
    if (looked > 0 && isIndexed(scan.condition) && isRare(rows, looked)) {
      rows.push(...(await findByIndex({ ...rest, limit })));
      break;
    }
    const size = looked === 0 ? probe : Math.min(looked * 4, MOST_AT_ONCE);
    const [near, far] = split(rest, size);
    rows.push(...(await lookThrough({ ...near, limit })));
    looked += size;
    rest = far;
  }
  return rows;
}

/**
 * The index gives hits of a chunk in no order, so that all of them are read, each
 * from a page of its own. What is less rare is found sooner by looking on.
 */
function isRare(found: readonly Candidate[], looked: number): boolean {
  return looked < PROBE || found.length * RARE < looked;
}

/** The nearest places, and all others. */
function split(scan: Search, size: number): [Search, Search] {
  if (scan.order === 'newest') {
    const at = Math.max(scan.from, scan.below - size);
    return [
      { ...scan, from: at },
      { ...scan, below: at },
    ];
  }
  const at = Math.min(scan.below, scan.from + size);
  return [
    { ...scan, below: at },
    { ...scan, from: at },
  ];
}

const direction = ({ order }: ScanQuery) =>
  raw(order === 'newest' ? 'DESC' : 'ASC');

/** The nearest first. */
function segmentsOf({ segments, from, below, order }: Search): Segment[] {
  const some = segmentsWithin(segments, from, below);
  return order === 'newest' ? some.reverse() : some;
}

async function lookThrough(scan: Search): Promise<Candidate[]> {
  const { tx, condition, book, from, below, limit } = scan;
  const segments = segmentsOf(scan);
  if (segments.length === 0) {
    return [];
  }
  return query(
    tx,
    sql`SELECT ${candidateColumns} FROM records r
        WHERE r.seq >= ${from} AND r.seq < ${below} AND ${within(segments)}
          AND ${toPostgres(condition, { book })}
        ORDER BY r.seq ${direction(scan)} LIMIT ${limit}`,
  );
}

async function findByIndex(scan: Search): Promise<Candidate[]> {
  const rows: Candidate[] = [];
  for (const segment of segmentsOf(scan)) {
    const limit = scan.limit - rows.length;
    if (limit <= 0) {
      break;
    }
    rows.push(...(await findInSegment({ ...scan, limit }, segment)));
  }
  return rows;
}

/**
 * Chunk after chunk in one statement: a lateral join is done row by row, in
 * order, and no further than the limit. `+ 0` keeps the primary key out of it.
 */
async function findInSegment(
  scan: Search,
  segment: Segment,
): Promise<Candidate[]> {
  const { tx, condition, book, limit } = scan;
  const chunks = chunksOf(segment, scan);
  const wide = await planWide(tx, { condition, book, segment, chunks });
  const where = toPostgres(condition, { book, keys: chunks.keys, wide });
  return query(
    tx,
    sql`SELECT h.* FROM ${chunks.table()}
        CROSS JOIN LATERAL (
          SELECT ${candidateColumns} FROM records r
          WHERE ${within([segment])} AND ${where}
            AND r.seq + 0 >= c.first AND r.seq + 0 < c.after
          ORDER BY r.seq + 0 ${direction(scan)} LIMIT ${limit}
        ) h
        LIMIT ${limit}`,
  );
}
