/**
 * A part of a statement with its values. Conditions on entities read the table
 * `entities` under the alias `e`.
 */
export interface SqlFragment {
  sql: string;
  bindings: readonly SqlValue[];
}

/** What can be bound. */
export type SqlValue = string | number | boolean | null;

/** A condition that no row meets. */
export const never: SqlFragment = { sql: '1 = 0', bindings: [] };

/** A condition that every row meets. */
export const always: SqlFragment = { sql: '1 = 1', bindings: [] };

function join(
  parts: readonly SqlFragment[],
  operator: 'AND' | 'OR',
): SqlFragment {
  return {
    sql: `(${parts.map(part => part.sql).join(` ${operator} `)})`,
    bindings: parts.flatMap(part => part.bindings),
  };
}

/** All of the conditions; of none, every row. */
export function and(parts: readonly SqlFragment[]): SqlFragment {
  return parts.length === 0 ? always : join(parts, 'AND');
}

/** Any of the conditions; of none, no row. */
export function or(parts: readonly SqlFragment[]): SqlFragment {
  return parts.length === 0 ? never : join(parts, 'OR');
}

/** The reverse. A condition that is NULL counts as not met. */
export function not(part: SqlFragment): SqlFragment {
  return { sql: `NOT COALESCE(${part.sql}, 1 = 0)`, bindings: part.bindings };
}

/** `expression IN (…)`; of no values, no row. */
export function isIn(
  expression: string,
  values: readonly SqlValue[],
): SqlFragment {
  return values.length === 0
    ? never
    : {
        sql: `${expression} IN (${values.map(() => '?').join(', ')})`,
        bindings: values,
      };
}

/** Text of ours, never of a caller, as it is. */
export function raw(text: string): SqlFragment {
  return { sql: text, bindings: [] };
}

function isFragment(part: SqlFragment | SqlValue): part is SqlFragment {
  return typeof part === 'object' && part !== null;
}

/**
 * A statement, or a part of one: fragments are put in their place, everything
 * else is bound.
 *
 * @example
 * ```ts
 * sql`SELECT * FROM results r WHERE r.scorecard_id = ${id} AND ${condition}`
 * ```
 */
export function sql(
  texts: TemplateStringsArray,
  ...parts: Array<SqlFragment | SqlValue>
): SqlFragment {
  const bindings: SqlValue[] = [];
  const text = parts.reduce<string>((before, part, index) => {
    if (isFragment(part)) {
      bindings.push(...part.bindings);
      return before + part.sql + texts[index + 1];
    }
    bindings.push(part);
    return `${before}?${texts[index + 1]}`;
  }, texts[0]);
  return { sql: text, bindings };
}
