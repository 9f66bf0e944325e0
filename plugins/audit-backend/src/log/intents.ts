import { bulkRows, isPostgres, rawRows } from '@daytwo/node-kit';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import type { AuditIntent } from './LogEntry';
import { storableName } from './storableName';

/** Which intents are given up. */
export interface AbandonedIntents {
  /** Begun before, milliseconds since the epoch. */
  before?: number;
  /** Of a process that is known to be dead. */
  writer?: string;
  limit: number;
}

/** Notes that actions began. One that is known already stays as it is. */
export async function insertIntents(
  tx: Knex,
  intents: readonly AuditIntent[],
): Promise<void> {
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
  await tx.raw(
    `INSERT INTO intents (id, correlation_id, at, writer, draft)
     SELECT b.id, b.correlation_id, b.at, b.writer, b.draft FROM ${rows.sql} AS b WHERE 1 = 1
     ON CONFLICT (id) DO NOTHING`,
    rows.bindings,
  );
}

/** Takes notes away whose outcome is known. */
export async function deleteIntents(
  tx: Knex,
  ids: readonly string[],
): Promise<void> {
  const rows = bulkRows(
    tx,
    { id: 'text' },
    [...ids].sort().map(id => ({ id })),
  );
  await tx.raw(
    `DELETE FROM intents WHERE id IN (SELECT b.id FROM ${rows.sql} AS b)`,
    rows.bindings,
  );
}

/** Takes notes away that nobody will complete. @returns what they become */
export async function takeIntents(
  tx: Knex,
  { before, writer, limit }: AbandonedIntents,
): Promise<AuditDraft[]> {
  const chosen = tx('intents').select('id').orderBy('at').limit(limit);
  if (before !== undefined) {
    chosen.where('at', '<', before);
  }
  if (writer !== undefined) {
    chosen.where('writer', storableName(writer));
  }
  if (isPostgres(tx)) {
    chosen.forUpdate().skipLocked();
  }
  const ids: Array<{ id: string }> = await chosen;
  if (ids.length === 0) {
    return [];
  }
  return deleteReturning(
    tx,
    ids.map(row => row.id),
  );
}

async function deleteReturning(
  tx: Knex,
  ids: readonly string[],
): Promise<AuditDraft[]> {
  const list = bulkRows(
    tx,
    { id: 'text' },
    ids.map(id => ({ id })),
  );
  const rows = rawRows<{ at: string | number; draft: string }>(
    await tx.raw(
      `DELETE FROM intents WHERE id IN (SELECT b.id FROM ${list.sql} AS b)
       RETURNING at, draft`,
      list.bindings,
    ),
  );
  return rows
    .sort((a, b) => Number(a.at) - Number(b.at))
    .map(
      row => ({ ...JSON.parse(row.draft), outcome: 'abandoned' } as AuditDraft),
    );
}
