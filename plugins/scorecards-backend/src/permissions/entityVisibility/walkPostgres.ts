import { numberOf, type PropertyQuery } from './PropertyQuery';
import { sql, raw, type SqlFragment } from './SqlFragment';

/** Condition on the value `w.v`, which is neither an object nor a list. */
function isWanted(value: string | undefined): SqlFragment {
  if (value === undefined) {
    return raw('true');
  }
  const text = sql`(jsonb_typeof(w.v) = 'string' AND lower(w.v #>> '{}' COLLATE "C") = ${value})`;
  const number = numberOf(value);
  const literal =
    value === 'true' || value === 'false' ? value : number?.toString();
  return literal === undefined
    ? text
    : sql`(${text} OR w.v = CAST(${literal} AS jsonb))`;
}

/** An item of a list of texts also is a key, which is true. */
function isItemKey(value: string | undefined): SqlFragment {
  return raw(
    value === undefined || value === 'true'
      ? `(w.item AND jsonb_typeof(w.v) = 'string' AND lower(w.v #>> '{}' COLLATE "C") = w.rest)`
      : 'false',
  );
}

/** Whether a field's name is the rest of the key, or its beginning. */
const leadsOn = (name: string, rest: string) =>
  raw(`${name} <> '' AND (${rest} = lower(${name} COLLATE "C")
    OR starts_with(${rest}, lower(${name} COLLATE "C") || '.'))`);

/** Goes down from `w`, through objects and lists. */
function walkFrom(wanted: SqlFragment, itemKey: SqlFragment): SqlFragment {
  return sql`EXISTS (
    WITH RECURSIVE walk(rest, v, item) AS (
      SELECT w.rest, w.v, false
      UNION ALL
      SELECT s.rest, s.v, s.item FROM walk CROSS JOIN LATERAL (
        SELECT substr(walk.rest, length(k.key) + 2) AS rest, k.value AS v, false AS item
        FROM jsonb_each(CASE jsonb_typeof(walk.v) WHEN 'object' THEN walk.v ELSE '{}' END) k
        WHERE ${leadsOn('k.key', 'walk.rest')}
        UNION ALL
        SELECT walk.rest, i.value, true
        FROM jsonb_array_elements(CASE jsonb_typeof(walk.v) WHEN 'array' THEN walk.v ELSE '[]' END) i
      ) s
    )
    SELECT 1 FROM walk w
    WHERE (w.rest = '' AND jsonb_typeof(w.v) NOT IN ('object', 'array') AND ${wanted})
      OR ${itemKey})`;
}

/**
 * Whether the entity has a property, on PostgreSQL. The first step is taken
 * apart: mostly it leads to a plain value, and there is nothing to walk.
 */
export function walkPostgres({ root, key, value }: PropertyQuery): SqlFragment {
  const wanted = isWanted(value);
  const fields = raw(`e.entity -> '${root}'`);
  return sql`EXISTS (
    SELECT 1 FROM (
      SELECT f.value AS v, substr(q.key, length(f.key) + 2) AS rest
      FROM (SELECT CAST(${key} AS text) AS key) q,
        jsonb_each(CASE jsonb_typeof(${fields}) WHEN 'object' THEN ${fields} ELSE '{}' END) f
      WHERE ${leadsOn('f.key', 'q.key')}
    ) w
    WHERE CASE WHEN jsonb_typeof(w.v) IN ('object', 'array')
      THEN ${walkFrom(wanted, isItemKey(value))}
      ELSE w.rest = '' AND ${wanted} END)`;
}
