import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { toNumber, toOptionalNumber } from '../rows';
import type { SourceStats } from './types';

const recent = 5;

/** Numbers of each source that has facts, all read from indexes. */
export async function sourceStats(
  knex: Knex,
  sources: ReadonlyArray<{ id: string; freshnessMs?: number }>,
  now: number,
): Promise<Map<string, SourceStats>> {
  const totals = await readTotals(knex);
  const failures = await countFailing(knex);
  const stats = new Map<string, SourceStats>();
  for (const { id, freshnessMs } of sources) {
    const total = totals.get(id);
    const failing = failures.get(id) ?? 0;
    stats.set(id, {
      entities: Number(total?.entities ?? 0),
      failing,
      oldestObservedAt: toOptionalNumber(total?.oldest),
      stale: freshnessMs ? await countOlder(knex, id, now - freshnessMs) : 0,
      recentErrors: failing > 0 ? await readErrors(knex, id) : [],
    });
  }
  return stats;
}

interface Total {
  source: string;
  entities: number | string;
  oldest: number | string | null;
}

async function readTotals(knex: Knex): Promise<Map<string, Total>> {
  const result = await knex.raw(
    `SELECT source, count(*) AS entities, min(observed_at) AS oldest
     FROM facts GROUP BY source`,
  );
  return new Map(rawRows<Total>(result).map(row => [row.source, row]));
}

async function countFailing(knex: Knex): Promise<Map<string, number>> {
  const result = await knex.raw(
    `SELECT source, count(*) AS failing
     FROM facts WHERE error_at IS NOT NULL GROUP BY source`,
  );
  const rows = rawRows<{ source: string; failing: number | string }>(result);
  return new Map(rows.map(row => [row.source, Number(row.failing)]));
}

async function countOlder(
  knex: Knex,
  source: string,
  instant: number,
): Promise<number> {
  const row = await knex('facts')
    .where({ source })
    .where('observed_at', '<', instant)
    .count({ n: '*' })
    .first();
  return Number(row?.n ?? 0);
}

async function readErrors(knex: Knex, source: string) {
  const rows = await knex('facts')
    .join('entities', 'entities.id', 'facts.entity_id')
    .where({ source })
    .whereNotNull('error_at')
    .orderBy('error_at', 'desc')
    .limit(recent)
    .select('ref', 'error', 'error_at');
  return rows.map(row => ({
    entityRef: String(row.ref),
    message: String(row.error),
    at: toNumber(row.error_at),
  }));
}
