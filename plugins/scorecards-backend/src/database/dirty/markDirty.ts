import type { Knex } from 'knex';
import { idList } from '../bulk';

/** What made entities worth another look, and how soon. */
export interface DirtyMark {
  cause: string;
  /** Higher goes first. See {@link dirtyPriority}. */
  priority: number;
  /** Milliseconds since the epoch. */
  now: number;
}

/** Somebody waits for the outcome, or nobody does. */
export const dirtyPriority = { background: 0, interactive: 10 } as const;

/**
 * Marks entities for evaluation. Call it in the transaction of the write that
 * it is about: then no change is ever missed. An entity that is being evaluated
 * gets another turn.
 */
export async function markDirty(
  tx: Knex,
  entityIds: readonly number[],
  mark: DirtyMark,
): Promise<void> {
  if (entityIds.length === 0) {
    return;
  }
  const ids = idList(
    tx,
    [...new Set(entityIds)].sort((a, b) => a - b),
  );
  await tx.raw(
    `INSERT INTO dirty (entity_id, priority, cause, generation, marked_at)
     SELECT id, ?, ?, 1, ? FROM entities WHERE id IN ${ids.sql} ORDER BY id
     ON CONFLICT (entity_id) DO UPDATE SET
       generation = dirty.generation + 1,
       priority = CASE WHEN excluded.priority > dirty.priority THEN excluded.priority ELSE dirty.priority END,
       cause = excluded.cause`,
    [mark.priority, mark.cause, mark.now, ...ids.bindings],
  );
}
