import type { Knex } from 'knex';
import { nameKinds } from '../log/Names';
import { storableName } from '../log/storableName';
import { query, sql } from './sql';
import { textList } from './textList';

/** Fewer than these are looked for as they are. */
const FEW = 20;

/**
 * Those of many values that some record mentions: groups have members who never
 * came, and own entities that nobody touched.
 */
export async function knownNames(
  knex: Knex,
  kind: 'actor' | 'entity',
  values: readonly string[],
): Promise<readonly string[]> {
  if (values.length < FEW) {
    return values;
  }
  const rows = await query<{ value: string }>(
    knex,
    sql`SELECT value FROM names WHERE kind = ${nameKinds[kind]}
      AND value IN ${textList(knex, values.map(storableName))}`,
  );
  const known = new Set(rows.map(row => row.value));
  return values.filter(value => known.has(storableName(value)));
}
