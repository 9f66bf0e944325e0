import type { Knex } from 'knex';
import { bulkRows, isPostgres, rawRows } from '../bulk';
import type { RollupRow } from '../rows';

/** The value of the dimension "all". */
export const ALL = { dim: 'all', value: '' } as const;

interface LevelSum {
  dim: string;
  value: string;
  level: number;
  entities: number | string;
  score: number | null;
  scored: number | string;
  passed: number | string;
  known: number | string;
  counted: number | string;
}

/** Checks that fail, counted for one value of a dimension. */
export interface WorstCheck {
  checkId: string;
  failing: number;
}

/** What a rollup is made for. */
export interface RollupInput {
  scorecardId: number;
  /** Number of levels of the version that runs. */
  levels: number;
  now: number;
}

const sums = `r.level, count(*) AS entities, sum(r.score) AS score,
  count(r.score) AS scored, sum(r.passed) AS passed, sum(r.known) AS known,
  sum(r.counted) AS counted`;

/** Numbers by level of every value of every dimension, in one statement. */
async function levelSums(tx: Knex, scorecardId: number): Promise<LevelSum[]> {
  const result = await tx.raw(
    `SELECT 'all' AS dim, '' AS value, ${sums} FROM results r
       WHERE r.scorecard_id = ? GROUP BY r.level
     UNION ALL
     SELECT d.dim, d.value, ${sums} FROM results r
       JOIN entity_dims d ON d.entity_id = r.entity_id
       WHERE r.scorecard_id = ? GROUP BY d.dim, d.value, r.level`,
    [scorecardId, scorecardId],
  );
  return rawRows<LevelSum>(result);
}

/** Adds up the levels of one value. The mean is of entities that have a score. */
export function sumLevels(
  rows: readonly LevelSum[],
  levels: number,
): Omit<RollupRow, 'scorecard_id' | 'worst_check' | 'worst_failing' | 'as_of'> {
  const total = (name: keyof LevelSum) =>
    rows.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
  const byLevel = new Array<number>(levels + 1).fill(0);
  for (const row of rows) {
    byLevel[Math.min(row.level, levels - 1) + 1] += Number(row.entities);
  }
  const scored = total('scored');
  return {
    dim: rows[0].dim,
    value: rows[0].value,
    entities: total('entities'),
    score: scored > 0 ? total('score') / scored : null,
    passed: total('passed'),
    known: total('known'),
    counted: total('counted'),
    levels: JSON.stringify(byLevel),
  };
}

function groupByValue(rows: readonly LevelSum[]): LevelSum[][] {
  const groups = new Map<string, LevelSum[]>();
  for (const row of rows) {
    const key = `${row.dim}\n${row.value}`;
    const group = groups.get(key);
    if (group) {
      group.push(row);
    } else {
      groups.set(key, [row]);
    }
  }
  return [...groups.values()];
}

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

/**
 * Makes the sums of one scorecard anew: the whole, and every value of every
 * dimension. Replaces those before.
 *
 * @param worst - the check that fails most often, by dimension and value
 */
export async function makeRollups(
  tx: Knex,
  input: RollupInput,
  worst: ReadonlyMap<string, WorstCheck>,
): Promise<void> {
  const rows = groupByValue(await levelSums(tx, input.scorecardId)).map(
    group => {
      const sum = sumLevels(group, input.levels);
      const check = worst.get(`${sum.dim}\n${sum.value}`);
      return {
        ...sum,
        worst_check: check?.checkId ?? null,
        worst_failing: check?.failing ?? null,
      };
    },
  );
  await tx('rollups').where({ scorecard_id: input.scorecardId }).delete();
  const bulk = bulkRows<(typeof rows)[number]>(tx, columns, rows);
  const names = Object.keys(columns);
  await tx.raw(
    `INSERT INTO rollups (scorecard_id, as_of, ${names.join(', ')})
     SELECT ?, ?, ${names.map(n => `b.${n}`).join(', ')} FROM ${bulk.sql} AS b`,
    [input.scorecardId, input.now, ...bulk.bindings],
  );
}

/** States of many entities in one text: those that count for one value and were judged by one version. */
export interface JoinedStates {
  dim: string;
  value: string;
  version: number;
  states: string;
}

/** Entity ids per piece: their states are read without holding up the process. */
const PIECE = 5000;

/**
 * States of a scorecard's entities, joined by value of each dimension and by
 * version, in pieces: those of 100,000 entities at once are tens of megabytes.
 */
export async function* joinedStates(
  knex: Knex,
  scorecardId: number,
): AsyncGenerator<JoinedStates[]> {
  const range = await knex('results')
    .where({ scorecard_id: scorecardId })
    .min({ first: 'entity_id' })
    .max({ last: 'entity_id' })
    .first();
  const last = Number(range?.last ?? -1);
  for (let from = Number(range?.first ?? 0); from <= last; from += PIECE) {
    yield await joinPiece(knex, scorecardId, from);
  }
}

async function joinPiece(
  knex: Knex,
  scorecardId: number,
  from: number,
): Promise<JoinedStates[]> {
  const join = isPostgres(knex)
    ? `string_agg(r.states, '')`
    : `group_concat(r.states, '')`;
  const where = 'r.scorecard_id = ? AND r.entity_id BETWEEN ? AND ?';
  const bindings = [scorecardId, from, from + PIECE - 1];
  const result = await knex.raw(
    `SELECT 'all' AS dim, '' AS value, r.version, ${join} AS states
       FROM results r WHERE ${where} GROUP BY r.version
     UNION ALL
     SELECT d.dim, d.value, r.version, ${join} AS states
       FROM results r JOIN entity_dims d ON d.entity_id = r.entity_id
       WHERE ${where} GROUP BY d.dim, d.value, r.version`,
    [...bindings, ...bindings],
  );
  return rawRows<JoinedStates>(result);
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
