import { CHUNK_SIZE, TAG_BITS, tagBits } from '../../log/chunks';
import type {
  ActorBook,
  Condition,
  FacetBook,
  FoundBy,
  HasCondition,
} from '../conditions';
import { facetColumns } from '../facetColumns';
import { join, raw, type SqlFragment } from '../sql';
import { tagsFor } from '../tagsFor';
import { isSelective, MANY } from './shape';

/** Values that are compared with a record one by one. */
const FEW_VALUES = 8;

/** Scans that many keys are split over. */
const MOST_SCANS = 64;

/**
 * Where what has many keys is tested: in the index; there, together with few keys
 * that are required as well; or on rows that those find.
 */
export type WideTests = 'index' | 'together' | 'rows';

/** The array of the keys of tags, in the chunks that are asked. */
export type KeyArrays = (tags: readonly number[]) => SqlFragment;

/** How a condition is written. */
export interface PostgresOptions {
  book: FacetBook;
  /** For the index. Where it is absent rows are tested one by one, of any chunk. */
  keys?: KeyArrays;
  /** In the index where it is absent. */
  wide?: WideTests;
  /** Hits that are none by accident, one in millions, are sorted out here, and not by the reader. */
  exact?: boolean;
}

/** The upper bits of a row's keys. */
const ROW_MASK = `((((r.seq / ${CHUNK_SIZE}) & 255)::integer) << 24)`;

const always = raw('1 = 1');
const never = raw('1 = 0');
const all = (parts: SqlFragment[]) => join(parts, 'AND', always);

/**
 * Rows with any of the tags, by the index. Within one scan each hit is compared
 * with all keys, so many keys are split over some scans; unless few keys of
 * another test leave few hits, which is done within one scan only.
 */
function overlaps(
  tags: readonly number[],
  keys: KeyArrays,
  wide?: WideTests,
): SqlFragment {
  const size =
    wide === 'together'
      ? tags.length
      : Math.max(MANY / 2, Math.ceil(tags.length / MOST_SCANS));
  const parts: SqlFragment[] = [];
  for (let n = 0; n < tags.length; n += size) {
    const { sql, bindings } = keys(tags.slice(n, n + size));
    parts.push({ sql: `r.tags && ${sql}`, bindings });
  }
  return join(parts, 'OR', never);
}

/** The same on rows that are read anyhow, whichever their chunk. */
function overlapsRow(tags: readonly number[]): SqlFragment {
  if (tags.length <= FEW_VALUES) {
    const parts = tags.map(tag =>
      raw(`(${tagBits(tag)} | ${ROW_MASK}) = ANY (r.tags)`),
    );
    return join(parts, 'OR', never);
  }
  const bits = `'{${tags.map(tagBits).join(',')}}'::integer[]`;
  return raw(`EXISTS (SELECT 1 FROM unnest(r.tags) AS t(tag)
    WHERE t.tag & ${TAG_BITS} = ANY (${bits}))`);
}

/** What the text of a record has in it if it has one of the values. */
function mentions(of: FoundBy, values: readonly string[]): SqlFragment {
  if (of === 'word' || values.length > FEW_VALUES) {
    return always;
  }
  const parts = values.map(value => ({
    sql: 'strpos(r.body, ?) > 0',
    bindings: [JSON.stringify(value)],
  }));
  return join(parts, 'OR', never);
}

function hasTag(
  tags: readonly number[],
  { keys, wide }: PostgresOptions,
): SqlFragment {
  const onRows = !keys || (wide === 'rows' && tags.length > MANY);
  return onRows ? overlapsRow(tags) : overlaps(tags, keys, wide);
}

function hasSql(
  condition: HasCondition,
  options: PostgresOptions,
): SqlFragment {
  const found = hasTag(tagsFor(condition), options);
  const { of, values } = condition;
  return options.exact ? all([found, mentions(of, values)]) : found;
}

/** What any of the tags meets is one test, which the index can intersect with others. */
function orSql(
  parts: readonly Condition[],
  options: PostgresOptions,
): SqlFragment {
  const go = (part: Condition) => toPostgres(part, options);
  const found = parts.filter(part => part.kind === 'has');
  if (!options.keys || found.length < 2) {
    return join(parts.map(go), 'OR', never);
  }
  const rest = parts.filter(part => part.kind !== 'has').map(go);
  const union = hasTag(found.flatMap(tagsFor), options);
  const onRow = { ...options, keys: undefined };
  const each = found.map(part => hasSql(part, onRow));
  const any = options.exact ? all([union, join(each, 'OR', never)]) : union;
  return join([any, ...rest], 'OR', never);
}

function facetsSql(
  { test }: Extract<Condition, { kind: 'facets' }>,
  { book, keys, wide }: PostgresOptions,
): SqlFragment {
  const columns = facetColumns(test, book);
  if (!keys || !isSelective(test)) {
    return columns;
  }
  const tags = book.tags(test);
  const onRows = wide === 'rows' && tags.length > MANY;
  return onRows ? columns : all([overlaps(tags, keys, wide), columns]);
}

/** A condition on rows. */
export function toPostgres(
  condition: Condition,
  options: PostgresOptions,
): SqlFragment {
  const go = (part: Condition) => toPostgres(part, options);
  switch (condition.kind) {
    case 'all':
      return always;
    case 'none':
      return never;
    case 'has':
      return hasSql(condition, options);
    case 'and':
      return all(condition.parts.map(go));
    case 'or':
      return orSql(condition.parts, options);
    case 'not':
      return notSql(condition.part, options);
    default:
      return facetsSql(condition, options);
  }
}

/** What is not found by accident must not be left out: rows are tested exactly. */
function notSql(part: Condition, options: PostgresOptions): SqlFragment {
  const { sql, bindings } = toPostgres(part, {
    ...options,
    keys: undefined,
    exact: true,
  });
  return { sql: `NOT ${sql}`, bindings };
}

/** What columns are compared with. */
export interface ColumnOptions {
  book: FacetBook;
  actors: ActorBook;
}

/** A condition on columns alone, which an index has all of. */
export function toColumns(
  condition: Condition,
  options: ColumnOptions,
): SqlFragment {
  const go = (part: Condition) => toColumns(part, options);
  switch (condition.kind) {
    case 'all':
      return always;
    case 'none':
      return never;
    case 'has': {
      const ids = options.actors.ids(condition.values);
      return raw(`r.actor = ANY ('{${ids.join(',')}}'::integer[])`);
    }
    case 'and':
      return all(condition.parts.map(go));
    case 'or':
      return join(condition.parts.map(go), 'OR', never);
    case 'not': {
      const { sql, bindings } = go(condition.part);
      return { sql: `NOT ${sql}`, bindings };
    }
    default:
      return facetColumns(condition.test, options.book);
  }
}
