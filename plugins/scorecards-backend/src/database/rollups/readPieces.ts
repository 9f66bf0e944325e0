import { isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { ALL } from './all';

/** Some entities that count for one value, were judged by one version and reached one level. */
export interface RollupPart {
  dim: string;
  value: string;
  version: number;
  level: number;
  entities: number;
  /** Sum of the scores of those that have one, and how many these are. */
  score: number;
  scored: number;
  passed: number;
  known: number;
  counted: number;
  /** Their states, joined. */
  states: string;
}

/** Entity ids per piece: so many are read without holding up the process. */
const PIECE = 5000;

/**
 * Reads what the sums of a scorecard are made of, in pieces: the states of
 * 100,000 entities at once are tens of megabytes.
 */
export async function* readPieces(
  knex: Knex,
  scorecardId: number,
): AsyncGenerator<RollupPart[]> {
  const range = await knex('results')
    .where({ scorecard_id: scorecardId })
    .min({ first: 'entity_id' })
    .max({ last: 'entity_id' })
    .first();
  const last = Number(range?.last ?? -1);
  for (let from = Number(range?.first ?? 0); from <= last; from += PIECE) {
    yield await readPiece(knex, scorecardId, from);
  }
}

async function readPiece(
  knex: Knex,
  scorecardId: number,
  from: number,
): Promise<RollupPart[]> {
  const join = isPostgres(knex)
    ? `string_agg(r.states, '')`
    : `group_concat(r.states, '')`;
  const sums = `r.version, r.level, count(*) AS entities, sum(r.score) AS score,
    count(r.score) AS scored, sum(r.passed) AS passed, sum(r.known) AS known,
    sum(r.counted) AS counted, ${join} AS states`;
  const where = 'r.scorecard_id = ? AND r.entity_id BETWEEN ? AND ?';
  const bindings = [scorecardId, from, from + PIECE - 1];
  const result = await knex.raw(
    `SELECT '${ALL.dim}' AS dim, '${ALL.value}' AS value, ${sums}
       FROM results r WHERE ${where} GROUP BY r.version, r.level
     UNION ALL
     SELECT d.dim, d.value, ${sums}
       FROM results r JOIN entity_dims d ON d.entity_id = r.entity_id
       WHERE ${where} GROUP BY d.dim, d.value, r.version, r.level`,
    [...bindings, ...bindings],
  );
  return rawRows<Record<keyof RollupPart, unknown>>(result).map(toPart);
}

/** Databases give sums as text, and nothing as the sum of nothing. */
function toPart(row: Record<keyof RollupPart, unknown>): RollupPart {
  return {
    dim: String(row.dim),
    value: String(row.value),
    version: Number(row.version),
    level: Number(row.level),
    entities: Number(row.entities),
    score: Number(row.score ?? 0),
    scored: Number(row.scored),
    passed: Number(row.passed),
    known: Number(row.known),
    counted: Number(row.counted),
    states: String(row.states),
  };
}
