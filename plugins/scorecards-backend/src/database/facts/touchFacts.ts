import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { CLOCK_SKEW_MS, type FactTouch } from './writeFacts';

/** Notes that facts still hold, and that the last attempt went well. */
export async function touchFacts(
  tx: Knex,
  rows: readonly FactTouch[],
  now: number,
): Promise<void> {
  if (rows.length === 0) return;
  const bulk = bulkRows<FactTouch>(
    tx,
    {
      entity_id: 'integer',
      source: 'text',
      hash: 'text',
      observed_at: 'bigint',
    },
    rows,
  );
  await tx.raw(
    `UPDATE facts SET error = NULL, error_at = NULL,
       observed_at = CASE
         WHEN facts.observed_at < b.observed_at OR facts.observed_at > ?
         THEN b.observed_at ELSE facts.observed_at END
     FROM ${bulk.sql} AS b
     WHERE facts.entity_id = b.entity_id AND facts.source = b.source
       AND facts.hash = b.hash`,
    [now + CLOCK_SKEW_MS, ...bulk.bindings],
  );
}
