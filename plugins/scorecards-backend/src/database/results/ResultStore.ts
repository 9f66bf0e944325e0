import { bulkRows, type BulkType, inIds, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { ResultRow } from '../rows';

/** A result to store. `revision` is the one that was read, 0 for a new row. */
export type ResultWrite = Omit<ResultRow, 'evaluated_at' | 'next_due'> & {
  evaluated_at: number;
  next_due: number | null;
};

/** Names a result. */
export type ResultKey = Pick<ResultRow, 'scorecard_id' | 'entity_id'>;

const columns = {
  scorecard_id: 'integer',
  entity_id: 'integer',
  version: 'integer',
  states: 'text',
  since: 'text',
  reasons: 'text',
  fact_versions: 'text',
  level: 'integer',
  score: 'double precision',
  passed: 'integer',
  known: 'integer',
  counted: 'integer',
  evaluated_at: 'bigint',
  next_due: 'bigint',
  revision: 'integer',
} as const satisfies Record<keyof ResultRow, BulkType>;

const keys = ['scorecard_id', 'entity_id'];
const values = Object.keys(columns).filter(
  name => !keys.includes(name) && name !== 'revision',
);

/** One name for a key, for use in sets and maps. */
export function keyOf(row: ResultKey): string {
  return `${row.scorecard_id}/${row.entity_id}`;
}

/**
 * Results by scorecard and entity. Writes are compare-and-set on `revision`: of
 * two writers that read the same row one succeeds, and the other learns it.
 */
export class ResultStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): ResultStore {
    return new ResultStore(knex);
  }

  async ofEntities(ids: readonly number[]): Promise<ResultRow[]> {
    const list = inIds(this.#knex, ids);
    return this.#knex<ResultRow>('results')
      .whereRaw(`entity_id ${list.sql}`, list.bindings)
      .select('*');
  }

  /** Results of one scorecard in a range of entity ids. */
  async ofRange(
    scorecardId: number,
    fromId: number,
    toId: number,
  ): Promise<ResultRow[]> {
    return this.#knex<ResultRow>('results')
      .where({ scorecard_id: scorecardId })
      .whereBetween('entity_id', [fromId, toId])
      .select('*');
  }

  /** @returns keys of the rows that were stored; the others lost to another writer */
  async write(tx: Knex, rows: readonly ResultWrite[]): Promise<Set<string>> {
    const sorted = [...rows].sort(
      (a, b) => a.scorecard_id - b.scorecard_id || a.entity_id - b.entity_id,
    );
    const stored = [
      ...(await this.#insert(
        tx,
        sorted.filter(row => row.revision === 0),
      )),
      ...(await this.#update(
        tx,
        sorted.filter(row => row.revision > 0),
      )),
    ];
    return new Set(stored.map(keyOf));
  }

  /** Removes rows, again by compare-and-set. */
  async remove(
    tx: Knex,
    rows: ReadonlyArray<ResultKey & { revision: number }>,
  ): Promise<Set<string>> {
    if (rows.length === 0) {
      return new Set();
    }
    const bulk = bulkRows<(typeof rows)[number]>(
      tx,
      { scorecard_id: 'integer', entity_id: 'integer', revision: 'integer' },
      rows,
    );
    const gone = await tx.raw(
      `DELETE FROM results WHERE (scorecard_id, entity_id, revision) IN
         (SELECT b.scorecard_id, b.entity_id, b.revision FROM ${bulk.sql} AS b)
       RETURNING scorecard_id, entity_id`,
      bulk.bindings,
    );
    return new Set(rawRows<ResultKey>(gone).map(keyOf));
  }

  async #insert(tx: Knex, rows: ResultWrite[]): Promise<ResultKey[]> {
    if (rows.length === 0) {
      return [];
    }
    const bulk = bulkRows<ResultWrite>(tx, columns, rows);
    const names = [...keys, ...values];
    return rawRows(
      await tx.raw(
        `INSERT INTO results (${names.join(', ')}, revision)
         SELECT ${names.map(n => `b.${n}`).join(', ')}, 1
         FROM ${bulk.sql} AS b WHERE true
         ON CONFLICT (scorecard_id, entity_id) DO NOTHING
         RETURNING scorecard_id, entity_id`,
        bulk.bindings,
      ),
    );
  }

  async #update(tx: Knex, rows: ResultWrite[]): Promise<ResultKey[]> {
    if (rows.length === 0) {
      return [];
    }
    const bulk = bulkRows<ResultWrite>(tx, columns, rows);
    return rawRows(
      await tx.raw(
        `UPDATE results SET ${values.map(n => `${n} = b.${n}`).join(', ')},
           revision = b.revision + 1
         FROM ${bulk.sql} AS b
         WHERE results.scorecard_id = b.scorecard_id
           AND results.entity_id = b.entity_id AND results.revision = b.revision
         RETURNING results.scorecard_id, results.entity_id`,
        bulk.bindings,
      ),
    );
  }
}
