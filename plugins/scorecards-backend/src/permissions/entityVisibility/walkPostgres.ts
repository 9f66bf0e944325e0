import { numberOf, type PropertyQuery } from './PropertyQuery';
import type { SqlFragment } from './SqlFragment';

function valueMatches(value: string | undefined): SqlFragment {
  if (value === undefined) {
    return {
      sql: `jsonb_typeof(w.v) NOT IN ('object', 'array')`,
      bindings: [],
    };
  }
  const text = `jsonb_typeof(w.v) = 'string' AND lower(w.v #>> '{}' COLLATE "C") = ?`;
  const number = numberOf(value);
  const literal =
    value === 'true' || value === 'false' ? value : number?.toString();
  return literal === undefined
    ? { sql: text, bindings: [value] }
    : {
        sql: `(${text} OR w.v = CAST(? AS jsonb))`,
        bindings: [value, literal],
      };
}

function itemMatches(value: string | undefined): string {
  return value === undefined || value === 'true'
    ? `OR (w.item AND jsonb_typeof(w.v) = 'string'
           AND lower(w.v #>> '{}' COLLATE "C") = w.rest)`
    : '';
}

/** Whether the entity has a property, on PostgreSQL. */
export function walkPostgres({ root, key, value }: PropertyQuery): SqlFragment {
  const matches = valueMatches(value);
  return {
    sql: `EXISTS (
      WITH RECURSIVE walk(rest, v, item) AS (
        SELECT CAST(? AS text), e.entity -> '${root}', false
        UNION ALL
        SELECT s.rest, s.v, s.item FROM walk CROSS JOIN LATERAL (
          SELECT substr(walk.rest, length(k.key) + 2) AS rest, k.value AS v, false AS item
          FROM jsonb_each(CASE jsonb_typeof(walk.v) WHEN 'object' THEN walk.v ELSE '{}' END) k
          WHERE k.key <> '' AND (walk.rest = lower(k.key COLLATE "C")
            OR starts_with(walk.rest, lower(k.key COLLATE "C") || '.'))
          UNION ALL
          SELECT walk.rest, i.value, true
          FROM jsonb_array_elements(CASE jsonb_typeof(walk.v) WHEN 'array' THEN walk.v ELSE '[]' END) i
        ) s
      )
      SELECT 1 FROM walk w
      WHERE (w.rest = '' AND ${matches.sql}) ${itemMatches(value)})`,
    bindings: [key, ...matches.bindings],
  };
}
