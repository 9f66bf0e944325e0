import type { Knex } from 'knex';
import { bulkRows, rawRows } from '../bulk';
import { toOptionalNumber, type FactRow } from '../rows';
import type { FactKey } from './writeFacts';

/** What is known of a fact, without the fact. */
export interface FactState {
  hash?: string;
  observedAt?: number;
  failing: boolean;
}

/** Name of a fact in maps. */
export function keyOf(entityId: number, source: string): string {
  return `${entityId}/${source}`;
}

/** States of facts, by {@link keyOf}; those that are not known are absent. */
export async function readStates(
  knex: Knex,
  keys: ReadonlyArray<{ entityId: number; source: string }>,
): Promise<Map<string, FactState>> {
  const bulk = bulkRows<FactKey>(
    knex,
    { entity_id: 'integer', source: 'text' },
    keys.map(({ entityId, source }) => ({ entity_id: entityId, source })),
  );
  const result = await knex.raw(
    `SELECT f.entity_id, f.source, f.hash, f.observed_at, f.error_at
     FROM ${bulk.sql} AS b
     JOIN facts f ON f.entity_id = b.entity_id AND f.source = b.source`,
    bulk.bindings,
  );
  return new Map(
    rawRows<FactRow>(result).map(row => [
      keyOf(row.entity_id, row.source),
      {
        hash: row.hash ?? undefined,
        observedAt: toOptionalNumber(row.observed_at),
        failing: row.error_at !== null,
      },
    ]),
  );
}
