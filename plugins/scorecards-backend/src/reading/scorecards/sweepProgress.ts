import type { Knex } from 'knex';
import { raw } from '../../permissions/entityVisibility';
import { query } from '../query';

/** Entities that a sweep has looked at, of all that it will. */
export interface SweepProgress {
  done: number;
  total: number;
}

interface SweepRow {
  scorecard_id: number;
  remaining: number | string;
  /** Whether it goes over all entities, and not over members only. */
  whole: number | string;
}

/** Sweeps that are under way, by scorecard. */
export async function readSweeps(
  knex: Knex,
): Promise<Map<number, SweepProgress>> {
  const sweeps = await query<SweepRow>(
    knex,
    raw(`SELECT scorecard_id, sum(entities) AS remaining,
        sum(CASE WHEN checks IS NULL THEN 1 ELSE 0 END) AS whole
      FROM sweep_chunks GROUP BY scorecard_id`),
  );
  return new Map(
    await Promise.all(
      sweeps.map(async sweep => {
        const remaining = Number(sweep.remaining);
        const all = await countTargets(knex, sweep);
        const total = Math.max(all, remaining);
        return [
          sweep.scorecard_id,
          { done: total - remaining, total },
        ] as const;
      }),
    ),
  );
}

async function countTargets(knex: Knex, sweep: SweepRow): Promise<number> {
  const targets =
    Number(sweep.whole) > 0
      ? knex('entities')
      : knex('results').where({ scorecard_id: sweep.scorecard_id });
  const row = await targets.count({ n: '*' }).first();
  return Number(row?.n ?? 0);
}
