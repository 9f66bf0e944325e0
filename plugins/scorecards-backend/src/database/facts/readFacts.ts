import type { JsonObject } from '@backstage/types';
import { inIds, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { setImmediate } from 'node:timers/promises';
import { toNumber, toOptionalNumber, type FactRow } from '../rows';
import type { ReadFact, StoredFact } from './types';

/** Entities per query: so many are parsed without holding up the process. */
const batch = 1000;

type Row = Pick<
  FactRow,
  'entity_id' | 'source' | 'data' | 'version' | 'observed_at' | 'error'
>;

/** Facts of many entities at once, by entity and source. */
export async function readFactsFor(
  knex: Knex,
  entityIds: readonly number[],
  sources?: readonly string[],
): Promise<Map<number, Map<string, ReadFact>>> {
  const found = new Map<number, Map<string, ReadFact>>();
  if (sources?.length === 0) return found;
  for (let at = 0; at < entityIds.length; at += batch) {
    if (at > 0) await setImmediate();
    const rows = await readRows(knex, entityIds.slice(at, at + batch), sources);
    for (const row of rows) {
      const facts = found.get(row.entity_id) ?? new Map<string, ReadFact>();
      found.set(row.entity_id, facts.set(row.source, toReadFact(row)));
    }
  }
  return found;
}

async function readRows(
  knex: Knex,
  entityIds: readonly number[],
  sources?: readonly string[],
): Promise<Row[]> {
  const ids = inIds(knex, entityIds);
  const narrow = sources
    ? `AND source IN (${sources.map(() => '?').join(', ')})`
    : '';
  const result = await knex.raw(
    `SELECT entity_id, source, data, version, observed_at, error FROM facts
     WHERE entity_id ${ids.sql} ${narrow}`,
    [...ids.bindings, ...(sources ?? [])],
  );
  return rawRows<Row>(result);
}

function toReadFact(row: Row): ReadFact {
  const fact: ReadFact = { version: row.version };
  if (row.data !== null) fact.data = JSON.parse(row.data);
  if (row.observed_at !== null) fact.observedAt = toNumber(row.observed_at);
  if (row.error !== null) fact.error = row.error;
  return fact;
}

/** All that is known of one entity, by source. */
export async function readFactsOf(
  knex: Knex,
  entityId: number,
): Promise<StoredFact[]> {
  const rows = await knex<FactRow>('facts')
    .where({ entity_id: entityId })
    .orderBy('source')
    .select();
  return rows.map(toStoredFact);
}

function toStoredFact(row: FactRow): StoredFact {
  const data =
    row.data === null ? undefined : (JSON.parse(row.data) as JsonObject);
  return {
    source: row.source,
    version: row.version,
    ...(data && { data }),
    observedAt: toOptionalNumber(row.observed_at),
    changedAt: toOptionalNumber(row.changed_at),
    ...(row.error !== null && {
      error: { message: row.error, at: toNumber(row.error_at ?? 0) },
    }),
  };
}
