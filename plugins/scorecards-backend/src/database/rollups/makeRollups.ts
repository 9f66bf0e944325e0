import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { RollupRow } from '../rows';

export { ALL } from './all';

/** Numbers of one value of a dimension. */
export type RollupWrite = Omit<RollupRow, 'scorecard_id' | 'as_of'>;

const columns = {
  dim: 'text',
  value: 'text',
  entities: 'integer',
  score: 'double precision',
  passed: 'integer',
  known: 'integer',
  counted: 'integer',
  levels: 'text',
  worst_check: 'text',
  worst_failing: 'integer',
} as const;

/** Stores the sums of one scorecard; they replace those before. */
export async function storeRollups(
  tx: Knex,
  scorecardId: number,
  rows: readonly RollupWrite[],
  asOf: number,
): Promise<void> {
  await tx('rollups').where({ scorecard_id: scorecardId }).delete();
  const bulk = bulkRows<RollupWrite>(tx, columns, rows);
  const names = Object.keys(columns);
  await tx.raw(
    `INSERT INTO rollups (scorecard_id, as_of, ${names.join(', ')})
     SELECT ?, ?, ${names.map(n => `b.${n}`).join(', ')} FROM ${bulk.sql} AS b`,
    [scorecardId, asOf, ...bulk.bindings],
  );
}

/** Keeps the numbers of the day: the last ones of a day stay. */
export async function keepDay(knex: Knex, day: string): Promise<void> {
  await knex.raw(
    `INSERT INTO rollup_days (scorecard_id, dim, value, day, entities, score, passed, known, counted, levels)
     SELECT scorecard_id, dim, value, ?, entities, score, passed, known, counted, levels
     FROM rollups WHERE true
     ON CONFLICT (scorecard_id, dim, value, day) DO UPDATE SET
       entities = excluded.entities, score = excluded.score, passed = excluded.passed,
       known = excluded.known, counted = excluded.counted, levels = excluded.levels`,
    [day],
  );
}
