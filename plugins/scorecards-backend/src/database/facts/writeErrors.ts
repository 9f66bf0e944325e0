import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { FactError } from './types';

type ErrorRow = { entity_id: number; source: string; message: string };

const longest = 1000;

/** Text of strangers as any database takes it: no NUL, no half characters, not too long. */
export function cleanMessage(message: string): string {
  const text = message
    .slice(0, longest)
    .replace(/(?![\t\n])\p{Cc}/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd');
  return message.length > longest ? `${text}…` : text;
}

/** Notes that attempts failed; the last known facts stay. */
export async function writeErrors(
  tx: Knex,
  errors: readonly FactError[],
  now: number,
): Promise<void> {
  if (errors.length === 0) return;
  const bulk = bulkRows<ErrorRow>(
    tx,
    { entity_id: 'integer', source: 'text', message: 'text' },
    errors.map(({ entityId, source, message }) => ({
      entity_id: entityId,
      source,
      message: cleanMessage(message),
    })),
  );
  await tx.raw(
    `INSERT INTO facts (entity_id, source, version, error, error_at)
     SELECT entity_id, source, 0, message, ?
       FROM ${bulk.sql} AS b WHERE true ORDER BY entity_id, source
     ON CONFLICT (entity_id, source) DO UPDATE SET
       error = excluded.error, error_at = excluded.error_at`,
    [now, ...bulk.bindings],
  );
}
