import { isPostgres, rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import {
  never,
  sql,
  always,
  type EntityVisibility,
  type SqlFragment,
} from '../permissions/entityVisibility';

/** Runs a statement. */
export async function query<T>(
  knex: Knex,
  { sql: text, bindings }: SqlFragment,
): Promise<T[]> {
  return rawRows<T>(await knex.raw(text, [...bindings]));
}

/** Condition on a row of `entities e`: the reader may see it. */
export function isVisible(visibility: EntityVisibility): SqlFragment {
  switch (visibility.kind) {
    case 'all':
      return always;
    case 'none':
      return never;
    default:
      return visibility.where;
  }
}

/** The same for the id of an entity in another table. */
export function isVisibleId(
  column: SqlFragment,
  visibility: EntityVisibility,
): SqlFragment {
  return visibility.kind === 'some'
    ? sql`${column} IN (SELECT e.id FROM entities e WHERE ${visibility.where})`
    : isVisible(visibility);
}

/** Whether numbers leave anything out. */
export function isPartial(visibility: EntityVisibility): boolean {
  return visibility.kind !== 'all';
}

/** Texts as a list for `IN`, of one bound value. */
export function textList(knex: Knex, values: readonly string[]): SqlFragment {
  const json = JSON.stringify(values);
  return isPostgres(knex)
    ? sql`(SELECT json_array_elements_text(CAST(${json} AS json)))`
    : sql`(SELECT value FROM json_each(${json}))`;
}
