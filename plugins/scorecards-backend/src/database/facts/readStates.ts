import { groupBy, inIds } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { toOptionalNumber, type FactRow } from '../rows';

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
  const states = new Map<string, FactState>();
  for (const [source, group] of groupBy(keys, key => key.source)) {
    const list = inIds(
      knex,
      group.map(key => key.entityId),
    );
    const rows = await knex<FactRow>('facts')
      .where({ source })
      .whereRaw(`entity_id ${list.sql}`, list.bindings)
      .select('entity_id', 'hash', 'observed_at', 'error_at');
    rows.forEach(row =>
      states.set(keyOf(row.entity_id, source), {
        hash: row.hash ?? undefined,
        observedAt: toOptionalNumber(row.observed_at),
        failing: row.error_at !== null,
      }),
    );
  }
  return states;
}
