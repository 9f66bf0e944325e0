import { bulkRows, rawRows } from '@daytwo/node-kit';
import { newId } from '../capture/newId';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import type { Statement } from './head';
import type { AuditIntent } from './LogEntry';
import { recordHead } from './recordText';
import { storableName } from './storableName';
import { toRecord } from './toRecord';

/** Which intents are given up. */
export interface AbandonedIntents {
  /** Begun before, milliseconds since the epoch. */
  before?: number;
  /** Of a process that is known to be dead. */
  writer?: string;
  limit: number;
}

/** Notes that actions began. One that is known already stays as it is. */
export function intentsInsertion(
  tx: Knex,
  intents: readonly AuditIntent[],
): Statement {
  const rows = bulkRows(
    tx,
    {
      id: 'text',
      correlation_id: 'text',
      at: 'bigint',
      writer: 'text',
      draft: 'text',
    },
    intents.map(intent => ({
      id: intent.id,
      correlation_id: intent.correlationId,
      at: Date.parse(intent.at),
      writer: storableName(intent.writer),
      draft: JSON.stringify(intent.draft),
    })),
  );
  return {
    sql: `INSERT INTO intents (id, correlation_id, at, writer, draft)
      SELECT b.id, b.correlation_id, b.at, b.writer, b.draft FROM ${rows.sql} AS b WHERE 1 = 1
      ON CONFLICT (id) DO NOTHING`,
    bindings: rows.bindings,
  };
}

/** Takes notes away whose outcome is known. Gives their ids. */
export function intentsDeletion(tx: Knex, ids: readonly string[]): Statement {
  const rows = bulkRows(
    tx,
    { id: 'text' },
    [...ids].sort().map(id => ({ id })),
  );
  return {
    sql: `DELETE FROM intents WHERE id IN (SELECT b.id FROM ${rows.sql} AS b)
      RETURNING id`,
    bindings: rows.bindings,
  };
}

/**
 * What stands among the batches that are known for an outcome whose note was not
 * there to be taken away: where a full disk kept the outcome in memory, it may
 * come first.
 */
export function endedId(intentId: string): string {
  return `ended:${intentId}`;
}

/** What an intent becomes that nobody completes. */
export interface FoundIntent {
  id: string;
  draft: AuditDraft;
}

/** Notes that nobody will complete, the oldest first. */
export async function findIntents(
  knex: Knex,
  { before, writer, limit }: AbandonedIntents,
): Promise<FoundIntent[]> {
  const query = knex('intents').orderBy('at').orderBy('id').limit(limit);
  if (before !== undefined) {
    query.where('at', '<', before);
  }
  if (writer !== undefined) {
    query.where('writer', storableName(writer));
  }
  const rows: IntentText[] = await query.select('id', 'at', 'draft');
  return rows.map(row => ({
    id: row.id,
    // An id of its own: the outcome may come after all, under the first one.
    draft: { ...abandonedDraft(row), id: newId() },
  }));
}

interface IntentText {
  id: string;
  at: number | string;
  draft: string;
}

/** What somebody edited so that it is no draft is read as a record that says so. */
function abandonedDraft({ at, draft }: IntentText): AuditDraft {
  const head = recordHead(0, Number(at));
  const outcome = 'abandoned';
  try {
    const known = { ...JSON.parse(draft), outcome };
    const body = head + JSON.stringify(known).slice(1);
    return { ...toRecord({ seq: 0, body }), outcome };
  } catch {
    return { ...toRecord({ seq: 0, body: head + draft }), outcome };
  }
}

/** Takes notes away. @returns ids of those that were still there */
export async function takeIntents(
  tx: Knex,
  intents: readonly FoundIntent[],
): Promise<ReadonlySet<string>> {
  const ids = intents.map(({ id }) => ({ id }));
  const list = bulkRows(tx, { id: 'text' }, ids);
  const rows = rawRows<{ id: string }>(
    await tx.raw(
      `DELETE FROM intents WHERE id IN (SELECT b.id FROM ${list.sql} AS b)
       RETURNING id`,
      list.bindings,
    ),
  );
  return new Set(rows.map(row => row.id));
}
