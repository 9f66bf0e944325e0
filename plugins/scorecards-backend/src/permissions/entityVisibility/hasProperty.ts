import { z } from 'zod';
import type { PropertyQuery } from './PropertyQuery';
import { isAscii, type Dialect, type RuleTranslator } from './RuleTranslator';
import { always, never, raw, sql, type SqlFragment } from './SqlFragment';
import { walkPostgres } from './walkPostgres';
import { walkSqlite } from './walkSqlite';

/*
 * The catalog flattens an entity into dotted keys and compares those, in any
 * case: `spec.a.b` is the field `a.b` of spec as well as the field `b` of `a`;
 * lists add their items to their own key, and a list of texts also has a key
 * `spec.list.<item>` that is `true`. We walk the document along the key instead,
 * taking off what each field's name explains of it.
 */

/** Longer keys and values are not in the catalog's search table. */
const LONGEST = 200;

const paramsSchema = z.object({
  key: z.string(),
  value: z.string().optional(),
});

function textField(name: string, dialect: Dialect): string {
  return dialect === 'postgres'
    ? `lower(e.entity #>> '{metadata,${name}}' COLLATE "C")`
    : `lower(json_extract(e.entity, '$.metadata.${name}'))`;
}

/** Fields that the catalog treats apart: they are there for each entity. */
function identity(
  { root, key, value }: PropertyQuery,
  dialect: Dialect,
): SqlFragment | undefined {
  if (root !== 'metadata') {
    return undefined;
  }
  if (key === 'etag' || key.startsWith('etag.')) {
    return never;
  }
  if (!['name', 'namespace', 'uid'].includes(key)) {
    return undefined;
  }
  const field = textField(key, dialect);
  const actual = key === 'namespace' ? `COALESCE(${field}, 'default')` : field;
  return value === undefined
    ? always
    : { sql: `COALESCE(${actual} = ?, 1 = 0)`, bindings: [value] };
}

/** Fields of spec that the mirror has columns for, where they are texts. */
const specColumns = new Map([
  ['type', 'e.type'],
  ['lifecycle', 'e.lifecycle'],
]);

/** Looks into the document only where the column does not tell. */
function viaColumn(
  { root, key, value }: PropertyQuery,
  dialect: Dialect,
  walked: SqlFragment,
): SqlFragment | undefined {
  const column = root === 'spec' ? specColumns.get(key) : undefined;
  if (column === undefined) {
    return undefined;
  }
  const collate = dialect === 'postgres' ? ' COLLATE "C"' : '';
  const known =
    value === undefined
      ? always
      : sql`lower(${raw(column + collate)}) = ${value}`;
  return sql`CASE WHEN ${raw(column)} IS NULL THEN ${walked} ELSE ${known} END`;
}

function hasProperty(root: PropertyQuery['root']): RuleTranslator {
  return (params, dialect) => {
    const parsed = paramsSchema.safeParse(params);
    if (!parsed.success) {
      return undefined;
    }
    const key = parsed.data.key.toLowerCase();
    const value = parsed.data.value?.toLowerCase();
    if (!isAscii(key) || !isAscii(value ?? '')) {
      return undefined;
    }
    if (`${root}.${key}`.length > LONGEST || (value ?? '').length > LONGEST) {
      return never;
    }
    const query = { root, key, ...(value !== undefined && { value }) };
    const walk = dialect === 'postgres' ? walkPostgres : walkSqlite;
    const walked = walk(query);
    return (
      identity(query, dialect) ?? viaColumn(query, dialect, walked) ?? walked
    );
  };
}

/** `HAS_METADATA`. */
export const hasMetadata = hasProperty('metadata');

/** `HAS_SPEC`. */
export const hasSpec = hasProperty('spec');
