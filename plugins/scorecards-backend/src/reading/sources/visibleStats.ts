import { groupBy } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { SourceStats } from '../../database/facts/types';
import { toNumber, toOptionalNumber } from '../../database/rows';
import {
  raw,
  sql,
  type EntityVisibility,
} from '../../permissions/entityVisibility';
import { isVisibleId, query } from '../query';

interface StatRow {
  source: string;
  entities: number | string;
  stale: number | string;
  failing: number | string;
  oldest: number | string | null;
}

interface ErrorRow {
  source: string;
  ref: string;
  error: string;
  error_at: number | string;
}

const RECENT = 5;

/** Numbers of sources over the entities that a reader may see. */
export async function visibleStats(
  knex: Knex,
  sources: ReadonlyArray<{ id: string; freshnessMs?: number }>,
  visibility: EntityVisibility,
  now: number,
): Promise<Map<string, SourceStats>> {
  const [stats, errors] = await Promise.all([
    readStats(knex, sources, visibility, now),
    readErrors(knex, visibility),
  ]);
  const errorsOf = groupBy(errors, row => row.source);
  return new Map(
    stats.map(row => [
      row.source,
      {
        entities: Number(row.entities),
        stale: Number(row.stale),
        failing: Number(row.failing),
        oldestObservedAt: toOptionalNumber(row.oldest),
        recentErrors: (errorsOf.get(row.source) ?? []).map(error => ({
          entityRef: error.ref,
          message: error.error,
          at: toNumber(error.error_at),
        })),
      },
    ]),
  );
}

function readStats(
  knex: Knex,
  sources: ReadonlyArray<{ id: string; freshnessMs?: number }>,
  visibility: EntityVisibility,
  now: number,
): Promise<StatRow[]> {
  const isStale = sources
    .filter(({ freshnessMs }) => freshnessMs !== undefined)
    .reduce(
      (condition, { id, freshnessMs = 0 }) =>
        sql`${condition} OR (f.source = ${id} AND f.observed_at < ${
          now - freshnessMs
        })`,
      raw('1 = 0'),
    );
  return query<StatRow>(
    knex,
    sql`SELECT f.source, count(*) AS entities, min(f.observed_at) AS oldest,
        sum(CASE WHEN ${isStale} THEN 1 ELSE 0 END) AS stale,
        sum(CASE WHEN f.error_at IS NULL THEN 0 ELSE 1 END) AS failing
      FROM facts f WHERE ${isVisibleId(raw('f.entity_id'), visibility)}
      GROUP BY f.source`,
  );
}

function readErrors(
  knex: Knex,
  visibility: EntityVisibility,
): Promise<ErrorRow[]> {
  return query<ErrorRow>(
    knex,
    sql`SELECT source, ref, error, error_at FROM (
        SELECT f.source, e.ref, f.error, f.error_at,
          row_number() OVER (PARTITION BY f.source ORDER BY f.error_at DESC) AS n
        FROM facts f JOIN entities e ON e.id = f.entity_id
        WHERE f.error_at IS NOT NULL
          AND ${isVisibleId(raw('f.entity_id'), visibility)}
      ) recent WHERE n <= ${RECENT} ORDER BY error_at DESC`,
  );
}
