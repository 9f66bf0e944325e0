import { numberOf, type PropertyQuery } from './PropertyQuery';
import { raw, sql, type SqlFragment } from './SqlFragment';

/** Condition on the value `w.v` of the type `w.t`, which is neither an object nor a list. */
function isWanted(value: string | undefined): SqlFragment {
  if (value === undefined) {
    return raw('1');
  }
  const text = sql`(w.t = 'text' AND lower(w.v) = ${value})`;
  if (value === 'true' || value === 'false') {
    return sql`(${text} OR w.t = ${value})`;
  }
  const number = numberOf(value);
  return number === undefined
    ? text
    : sql`(${text} OR (w.t IN ('integer', 'real') AND w.v = ${number}))`;
}

/** An item of a list of texts also is a key, which is true. */
function isItemKey(value: string | undefined): SqlFragment {
  return raw(
    value === undefined || value === 'true'
      ? `(w.item AND w.t = 'text' AND lower(w.v) = w.rest)`
      : '0',
  );
}

/** Whether the entity has a property, on SQLite. */
export function walkSqlite({ root, key, value }: PropertyQuery): SqlFragment {
  const path = raw(`e.entity, '$.${root}'`);
  return sql`EXISTS (
    WITH RECURSIVE walk(rest, v, t, item) AS (
      SELECT ${key}, json_extract(${path}), json_type(${path}), 0
      UNION ALL
      SELECT
        CASE walk.t WHEN 'array' THEN walk.rest ELSE substr(walk.rest, length(k.key) + 2) END,
        k.value, k.type, walk.t = 'array'
      FROM walk, json_each(CASE WHEN walk.t IN ('object', 'array') THEN walk.v ELSE '[]' END) k
      WHERE walk.t = 'array' OR (k.key <> '' AND (walk.rest = lower(k.key)
        OR substr(walk.rest, 1, length(k.key) + 1) = lower(k.key) || '.'))
    )
    SELECT 1 FROM walk w
    WHERE (w.rest = '' AND w.t NOT IN ('object', 'array') AND ${isWanted(
      value,
    )}) OR ${isItemKey(value)})`;
}
