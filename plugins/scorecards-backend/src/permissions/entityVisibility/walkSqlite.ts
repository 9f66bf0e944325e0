import { numberOf, type PropertyQuery } from './PropertyQuery';
import type { SqlFragment } from './SqlFragment';

function valueMatches(value: string | undefined): SqlFragment {
  if (value === undefined) {
    return { sql: `w.t NOT IN ('object', 'array')`, bindings: [] };
  }
  const text = `(w.t = 'text' AND lower(w.v) = ?)`;
  if (value === 'true' || value === 'false') {
    return { sql: `(${text} OR w.t = ?)`, bindings: [value, value] };
  }
  const number = numberOf(value);
  return number === undefined
    ? { sql: text, bindings: [value] }
    : {
        sql: `(${text} OR (w.t IN ('integer', 'real') AND w.v = ?))`,
        bindings: [value, number],
      };
}

function itemMatches(value: string | undefined): string {
  return value === undefined || value === 'true'
    ? `OR (w.item AND w.t = 'text' AND lower(w.v) = w.rest)`
    : '';
}

/** Whether the entity has a property, on SQLite. */
export function walkSqlite({ root, key, value }: PropertyQuery): SqlFragment {
  const matches = valueMatches(value);
  return {
    sql: `EXISTS (
      WITH RECURSIVE walk(rest, v, t, item) AS (
        SELECT ?, json_extract(e.entity, '$.${root}'), json_type(e.entity, '$.${root}'), 0
        UNION ALL
        SELECT
          CASE walk.t WHEN 'array' THEN walk.rest ELSE substr(walk.rest, length(k.key) + 2) END,
          k.value, k.type, walk.t = 'array'
        FROM walk, json_each(CASE WHEN walk.t IN ('object', 'array') THEN walk.v ELSE '[]' END) k
        WHERE walk.t = 'array' OR (k.key <> '' AND (walk.rest = lower(k.key)
          OR substr(walk.rest, 1, length(k.key) + 1) = lower(k.key) || '.'))
      )
      SELECT 1 FROM walk w
      WHERE (w.rest = '' AND ${matches.sql}) ${itemMatches(value)})`,
    bindings: [key, ...matches.bindings],
  };
}
