import type { Knex } from 'knex';
import { listMonths, type Month } from '../../log/partitions';
import { rawRows } from '@daytwo/node-kit';

/** A partition, and the places in it. */
export interface Segment {
  /** Instants, first and first one after. */
  fromAt: number;
  toAt: number;
  /** Places, first and first one after. */
  fromSeq: number;
  toSeq: number;
}

interface Bounds {
  name: string;
  first: string | null;
}

async function readBounds(knex: Knex, months: Month[]): Promise<Bounds[]> {
  if (months.length === 0) {
    return [];
  }
  const parts = months.map(
    ({ name }) =>
      `SELECT '${name}' AS name, (SELECT min(seq) FROM ${name}) AS first`,
  );
  return rawRows(await knex.raw(parts.join(' UNION ALL ')));
}

/**
 * Partitions with something in them, the oldest first. The last one has no end:
 * what was written since is in it, or in one after it.
 */
export async function readSegments(knex: Knex): Promise<Segment[]> {
  const months = await listMonths(knex);
  const bounds = await readBounds(knex, months);
  const used = months.flatMap((month, n) => {
    const first = bounds[n].first;
    return first === null ? [] : [{ ...month, first: Number(first) }];
  });
  return used.map((month, n) => ({
    fromAt: month.from,
    toAt: used[n + 1] ? month.to : Number.MAX_SAFE_INTEGER,
    fromSeq: month.first,
    toSeq: used[n + 1]?.first ?? Number.MAX_SAFE_INTEGER,
  }));
}
