import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** What can be bound. */
export type SqlValue = string | number | boolean | null;

/** A part of a statement with its values. Records have the alias `r`. */
export interface SqlFragment {
  sql: string;
  bindings: readonly SqlValue[];
}

/** Text of ours, never of a caller, as it is. */
export function raw(text: string): SqlFragment {
  return { sql: text, bindings: [] };
}

/** Parts between an operator; of none, `empty`. */
export function join(
  parts: readonly SqlFragment[],
  operator: 'AND' | 'OR',
  empty: SqlFragment,
): SqlFragment {
  return parts.length === 0
    ? empty
    : {
        sql: `(${parts.map(part => part.sql).join(` ${operator} `)})`,
        bindings: parts.flatMap(part => part.bindings),
      };
}

/**
 * A statement, or a part of one: fragments are put in their place, everything
 * else is bound.
 */
export function sql(
  texts: TemplateStringsArray,
  ...parts: Array<SqlFragment | SqlValue>
): SqlFragment {
  const bindings: SqlValue[] = [];
  const text = parts.reduce<string>((before, part, index) => {
    if (typeof part === 'object' && part !== null) {
      bindings.push(...part.bindings);
      return before + part.sql + texts[index + 1];
    }
    bindings.push(part);
    return `${before}?${texts[index + 1]}`;
  }, texts[0]);
  return { sql: text, bindings };
}

/** Runs a statement. */
export async function query<T>(
  knex: Knex,
  { sql: text, bindings }: SqlFragment,
): Promise<T[]> {
  return rawRows<T>(await knex.raw(text, [...bindings]));
}
