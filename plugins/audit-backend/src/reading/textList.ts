import { isPostgres, storableJson } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { sql, type SqlFragment } from './sql';

/** Texts as a list for `IN`, of one bound value. */
export function textList(knex: Knex, values: readonly string[]): SqlFragment {
  const json = storableJson(JSON.stringify(values));
  return isPostgres(knex)
    ? sql`(SELECT json_array_elements_text(CAST(${json} AS json)))`
    : sql`(SELECT value FROM json_each(${json}))`;
}
