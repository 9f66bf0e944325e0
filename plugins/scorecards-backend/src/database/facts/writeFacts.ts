import { bulkRows, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { FactRow } from '../rows';

/** Names one fact. */
export type FactKey = Pick<FactRow, 'entity_id' | 'source'>;

/** A fact that was seen to be the same. */
export interface FactTouch extends FactKey {
  hash: string;
  observed_at: number;
}

/** A fact that was seen whole. */
export interface FactUpsert extends FactTouch {
  data: string;
}

/**
 * Clocks may be apart by so much. An instant further in the future than that was
 * given by a clock that was wrong; it does not keep out what is learned later.
 */
export const CLOCK_SKEW_MS = 5 * 60_000;

/**
 * Stores facts that are new or differ, unless a newer observation is known, and
 * tells which were stored. The conditions are in the statement: of two writers,
 * each sees what the other did.
 */
export async function writeFacts(
  tx: Knex,
  rows: readonly FactUpsert[],
  now: number,
): Promise<FactKey[]> {
  if (rows.length === 0) return [];
  const bulk = bulkRows<FactUpsert>(
    tx,
    {
      entity_id: 'integer',
      source: 'text',
      data: 'text',
      hash: 'text',
      observed_at: 'bigint',
    },
    rows,
  );
  const result = await tx.raw(
    `INSERT INTO facts (entity_id, source, data, hash, version, observed_at, changed_at)
     SELECT entity_id, source, data, hash, 1, observed_at, observed_at
       FROM ${bulk.sql} AS b WHERE true ORDER BY entity_id, source
     ON CONFLICT (entity_id, source) DO UPDATE SET
       data = excluded.data, hash = excluded.hash, version = facts.version + 1,
       observed_at = excluded.observed_at, changed_at = excluded.changed_at,
       error = NULL, error_at = NULL
     WHERE facts.hash IS DISTINCT FROM excluded.hash
       AND (facts.observed_at IS NULL
         OR facts.observed_at <= excluded.observed_at
         OR facts.observed_at > ?)
     RETURNING entity_id, source`,
    [...bulk.bindings, now + CLOCK_SKEW_MS],
  );
  return rawRows<FactKey>(result);
}
