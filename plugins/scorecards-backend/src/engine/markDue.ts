import type { Knex } from 'knex';
import { dirtyPriority, markDirty } from '../database/dirty/markDirty';

const AT_ONCE = 5000;

/**
 * Marks entities whose verdicts may have changed by time alone: a fact grew
 * stale, a check became enforced, a rule reads the clock.
 *
 * @returns how many were marked
 */
export async function markDue(knex: Knex, now: number): Promise<number> {
  const rows = await knex('results')
    .where('next_due', '<=', now)
    .whereNotExists(
      knex('dirty').whereRaw('dirty.entity_id = results.entity_id'),
    )
    .orderBy('next_due')
    .limit(AT_ONCE)
    .select('entity_id');
  const ids = rows.map(row => row.entity_id);
  await markDirty(knex, ids, {
    cause: 'time',
    priority: dirtyPriority.background,
    now,
  });
  return new Set(ids).size;
}
