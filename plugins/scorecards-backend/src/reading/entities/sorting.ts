import type { RouteQuery } from '@daytwo/backstage-plugin-scorecards-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { raw, sql, type SqlFragment } from '../../permissions/entityVisibility';

/** How a list may be sorted; a dash is for falling. */
export type EntitySort = RouteQuery<'listEntities'>['sort'];

/** The last row of a page: what it is sorted by, and its id. */
export interface SortPosition {
  value: string | number;
  id: number;
}

// An entity without a score comes last, whichever way scores are sorted.
const columns = {
  name: { rising: 'lower(COALESCE(e.title, e.name))' },
  level: { rising: 'r.level' },
  score: {
    rising: 'COALESCE(r.score, 1000)',
    falling: 'COALESCE(r.score, -1)',
  },
  coverage: {
    rising:
      'CASE r.counted WHEN 0 THEN 1000 ELSE CAST(r.known AS DOUBLE PRECISION) / r.counted END',
    falling:
      'CASE r.counted WHEN 0 THEN -1 ELSE CAST(r.known AS DOUBLE PRECISION) / r.counted END',
  },
} satisfies Record<string, { rising: string; falling?: string }>;

/** A sort in SQL, over `results r` and, for names, `entities e`. */
export interface SortPlan {
  expression: SqlFragment;
  order: SqlFragment;
  needsEntity: boolean;
  /** Condition on the rows after a position. */
  after(position: SortPosition): SqlFragment;
}

/** Plans a sort; equal rows are in the order of their ids. */
export function planSort(knex: Knex, sort: EntitySort): SortPlan {
  const falling = sort.startsWith('-');
  const name = sort.replace('-', '') as keyof typeof columns;
  const column: { rising: string; falling?: string } = columns[name];
  // Sorting by the rules of a language takes PostgreSQL ten times as long.
  const collation = name === 'name' && isPostgres(knex) ? ' COLLATE "C"' : '';
  const expression = raw(
    (falling && column.falling ? column.falling : column.rising) + collation,
  );
  const beyond = raw(falling ? '<' : '>');
  return {
    expression,
    order: raw(
      falling ? 'sort_value DESC, entity_id' : 'sort_value, entity_id',
    ),
    needsEntity: name === 'name',
    after: ({ value, id }) =>
      sql`(${expression} ${beyond} ${value}
        OR (${expression} = ${value} AND r.entity_id > ${id}))`,
  };
}
