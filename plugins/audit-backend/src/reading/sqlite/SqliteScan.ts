import type { Knex } from 'knex';
import { FacetBook } from '../conditions';
import { tagsFor } from '../tagsFor';
import { numberList, requiredOf, toSqlite } from './toSqlite';
import { query, raw, sql, type SqlFragment } from '../sql';
import {
  candidateColumns,
  type Candidate,
  type RecordScan,
  type ScanQuery,
} from '../scan/RecordScan';

/** Nobody counts further to see what is rare. */
const MANY = 20_000;

const direction = ({ order }: ScanQuery) =>
  raw(order === 'newest' ? 'DESC' : 'ASC');

/** Goes along the rarest tag that is required, or along all records where none is. */
export class SqliteScan implements RecordScan {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): SqliteScan {
    return new SqliteScan(knex);
  }

  async find(scan: ScanQuery): Promise<Candidate[]> {
    const book = await FacetBook.read(this.#knex);
    const tags = await this.#rarest(scan);
    const where = toSqlite(scan.condition, book);
    const source = tags ? alongTags(tags, scan) : raw('records r');
    return query(
      this.#knex,
      sql`SELECT ${candidateColumns} FROM ${source}
        WHERE r.seq >= ${scan.from} AND r.seq < ${scan.below} AND ${where}
        ORDER BY r.seq ${direction(scan)} LIMIT ${scan.limit}`,
    );
  }

  async #rarest({ condition }: ScanQuery): Promise<number[] | undefined> {
    const choices = requiredOf(condition).map(tagsFor);
    const counts = await Promise.all(choices.map(tags => this.#count(tags)));
    const least = Math.min(...counts);
    return least < MANY ? choices[counts.indexOf(least)] : undefined;
  }

  async #count(tags: readonly number[]): Promise<number> {
    const [{ count }] = await query<{ count: number }>(
      this.#knex,
      sql`SELECT count(*) AS count FROM (
        SELECT 1 FROM record_tags WHERE tag IN ${numberList(
          tags,
        )} LIMIT ${MANY})`,
    );
    return count;
  }
}

/** The cross join keeps the order: tags first. */
function alongTags(tags: readonly number[], scan: ScanQuery): SqlFragment {
  return sql`(
    SELECT DISTINCT d.seq FROM record_tags d
    WHERE d.tag IN ${numberList(tags)} AND d.seq >= ${scan.from} AND d.seq < ${
    scan.below
  }
  ) t CROSS JOIN records r ON r.seq = t.seq`;
}
