import type { ScorecardSummary } from '@daytwo/backstage-plugin-scorecards-common';
import { groupBy } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { RollupRow } from '../../database/rows';
import {
  and,
  isIn,
  raw,
  sql,
  type EntityVisibility,
  type SqlFragment,
} from '../../permissions/entityVisibility';
import { isVisibleId, query } from '../query';

/** Sums of the results of one level. Databases give sums as text. */
export interface LevelSum {
  level: number;
  entities: number | string;
  score: number | string | null;
  scored: number | string;
  passed: number | string;
  known: number | string;
  counted: number | string;
}

/** Columns of {@link LevelSum}, over `results r` grouped by `r.level`. */
export const levelSumColumns = raw(`r.level, count(*) AS entities,
  sum(r.score) AS score, count(r.score) AS scored, sum(r.passed) AS passed,
  sum(r.known) AS known, sum(r.counted) AS counted`);

/** A summary of nothing. */
export function emptySummary(levels: number): ScorecardSummary {
  return {
    entities: 0,
    known: 0,
    counted: 0,
    passed: 0,
    levels: new Array<number>(levels + 1).fill(0),
  };
}

/** Adds up levels; the mean is of entities that have a score. */
export function summarize(
  rows: readonly LevelSum[],
  levels: number,
): ScorecardSummary {
  const summary = emptySummary(levels);
  let score = 0;
  let scored = 0;
  for (const row of rows) {
    summary.entities += Number(row.entities);
    summary.passed += Number(row.passed);
    summary.known += Number(row.known);
    summary.counted += Number(row.counted);
    summary.levels[Math.min(row.level, levels - 1) + 1] += Number(row.entities);
    score += Number(row.score ?? 0);
    scored += Number(row.scored);
  }
  return scored > 0 ? { ...summary, score: score / scored } : summary;
}

/** A stored rollup as a summary. */
export function fromRollup(
  row: Omit<RollupRow, 'worst_check' | 'worst_failing' | 'as_of'>,
): ScorecardSummary {
  return {
    entities: row.entities,
    ...(row.score !== null && { score: row.score }),
    passed: row.passed,
    known: row.known,
    counted: row.counted,
    levels: JSON.parse(row.levels) as number[],
  };
}

/** Sums over the results that meet a condition, by scorecard. */
export async function sumResults(
  knex: Knex,
  scorecardIds: readonly number[],
  condition: SqlFragment,
): Promise<Map<number, LevelSum[]>> {
  const rows = await query<LevelSum & { scorecard_id: number }>(
    knex,
    sql`SELECT r.scorecard_id, ${levelSumColumns} FROM results r
      WHERE ${and([isIn('r.scorecard_id', scorecardIds), condition])}
      GROUP BY r.scorecard_id, r.level`,
  );
  return groupBy(rows, row => row.scorecard_id);
}

/** Sums over what a reader may see, by scorecard. */
export function sumVisible(
  knex: Knex,
  scorecardIds: readonly number[],
  visibility: EntityVisibility,
): Promise<Map<number, LevelSum[]>> {
  return sumResults(
    knex,
    scorecardIds,
    isVisibleId(raw('r.entity_id'), visibility),
  );
}

/** Sums of results of all levels, as one row. Databases give sums as text. */
export type PivotSum = Omit<LevelSum, 'level'> & {
  [level: `level_${number}`]: number | string;
};

/**
 * Columns of {@link PivotSum} over `results r`: one row instead of one for each
 * level, so that a database need not sort to group.
 */
export function pivotColumns(levels: number): SqlFragment {
  const counts = Array.from({ length: levels + 1 }, (_, index) => {
    const level = index - 1;
    const comparison = level === levels - 1 ? '>=' : '=';
    return `count(*) FILTER (WHERE r.level ${comparison} ${level}) AS level_${index}`;
  });
  return raw(`count(*) AS entities, sum(r.score) AS score,
    count(r.score) AS scored, sum(r.passed) AS passed, sum(r.known) AS known,
    sum(r.counted) AS counted, ${counts.join(', ')}`);
}

/** Adds up rows of {@link pivotColumns}. */
export function summarizePivot(
  rows: readonly PivotSum[],
  levels: number,
): ScorecardSummary {
  const summary = summarize(
    rows.map(row => ({ ...row, level: -1 })),
    levels,
  );
  return {
    ...summary,
    levels: summary.levels.map((_, index) =>
      rows.reduce((sum, row) => sum + Number(row[`level_${index}`]), 0),
    ),
  };
}
