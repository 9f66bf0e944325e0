import { inIds, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** Which results go: all of a scorecard, or all of some entities. */
export type RemovedResults = { now: number } & (
  | { scorecardId: number }
  | { entityIds: readonly number[] }
);

/** A result that was removed. */
export interface RemovedResult {
  scorecard_id: number;
  entity_id: number;
  version: number;
}

/**
 * Removes results and records that the entities left; what came before stays in
 * the history.
 */
export async function removeResultsOf(
  tx: Knex,
  removed: RemovedResults,
): Promise<RemovedResult[]> {
  const where =
    'scorecardId' in removed
      ? { sql: 'scorecard_id = ?', bindings: [removed.scorecardId] }
      : idsWhere(tx, removed.entityIds);
  await tx.raw(
    `INSERT INTO transitions (at, scorecard_id, entity_id, cause, version)
     SELECT ?, scorecard_id, entity_id, 'entityLeft', version FROM results WHERE ${where.sql}`,
    [removed.now, ...where.bindings],
  );
  const gone = rawRows<RemovedResult>(
    await tx.raw(
      `DELETE FROM results WHERE ${where.sql} RETURNING scorecard_id, entity_id, version`,
      where.bindings,
    ),
  );
  const scorecards = [...new Set(gone.map(row => row.scorecard_id))];
  if (scorecards.length > 0) {
    await markRollupDue(tx, scorecards, removed.now);
  }
  return gone;
}

function idsWhere(tx: Knex, ids: readonly number[]) {
  const list = inIds(tx, ids);
  return { sql: `entity_id ${list.sql}`, bindings: list.bindings };
}

/** Asks for the sums of these scorecards to be made again. */
export async function markRollupDue(
  tx: Knex,
  scorecardIds: readonly number[],
  now: number,
): Promise<void> {
  await tx('scorecards')
    .whereIn(
      'id',
      [...scorecardIds].sort((a, b) => a - b),
    )
    .whereNull('rollup_due')
    .update({ rollup_due: now });
}
