import { inIds, isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

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
  let ids = [...new Set(entityIds)].sort((a, b) => a - b);
  if (isPostgres(tx)) {
    ids = await notInserted(tx, ids, mark);
    ids = await notWaiting(tx, ids, mark);
  }
  if (ids.length > 0) {
    await insert(
      tx,
      ids,
      mark,
      `DO UPDATE SET
       generation = dirty.generation + 1,
       priority = CASE WHEN excluded.priority > dirty.priority THEN excluded.priority ELSE dirty.priority END,
       cause = excluded.cause`,
    );
  }
}

async function notInserted(
  tx: Knex,
  ids: readonly number[],
  mark: DirtyMark,
): Promise<number[]> {
  if (ids.length === 0) {
    return [];
  }
  const inserted = await insert(tx, ids, mark, 'DO NOTHING');
  return without(ids, inserted);
}

/**
 * Those that are not just as well marked by others. The lock keeps a worker from
 * taking an entity before this transaction has ended, and reading what was there
 * before; it does not keep other writers waiting, which mark the same entities
 * when several sources are asked at the same time.
 */
async function notWaiting(
  tx: Knex,
  ids: readonly number[],
  { cause, priority }: DirtyMark,
): Promise<number[]> {
  if (ids.length === 0) {
    return [];
  }
  const list = inIds(tx, ids);
  const waiting = await tx.raw(
    `SELECT entity_id FROM dirty
     WHERE entity_id ${list.sql} AND claimed_by IS NULL
       AND cause = ? AND priority >= ?
     ORDER BY entity_id FOR KEY SHARE`,
    [...list.bindings, cause, priority],
  );
  return without(ids, rawRows(waiting));
}

async function insert(
  tx: Knex,
  ids: readonly number[],
  { cause, priority, now }: DirtyMark,
  onConflict: string,
): Promise<Marked[]> {
  const list = inIds(tx, ids);
  const result = await tx.raw(
    `INSERT INTO dirty (entity_id, priority, cause, generation, marked_at)
     SELECT id, ?, ?, 1, ? FROM entities WHERE id ${list.sql} ORDER BY id
     ON CONFLICT (entity_id) ${onConflict} RETURNING entity_id`,
    [priority, cause, now, ...list.bindings],
  );
  return rawRows(result);
}

interface Marked {
  entity_id: number;
}

function without(ids: readonly number[], marked: readonly Marked[]): number[] {
  const done = new Set(marked.map(row => row.entity_id));
  return ids.filter(id => !done.has(id));
}
