import { CHUNK_SIZE, tagBits } from '../../log/chunks';
import { tagOf } from '../../log/tags';
import type { Condition, FacetBook, FoundBy } from '../conditions';
import { facetColumns } from '../facetColumns';
import { join, raw, type SqlFragment } from '../sql';
import { isSelective, MANY } from './shape';

/** Values that are compared with the text of a record. */
const FEW_VALUES = 8;

/** Where what has many keys is tested: in the index, or on rows that something else finds. */
export interface WideTests {
  values: 'index' | 'rows';
  facets: 'index' | 'rows';
}

/** How a condition is written. */
export interface PostgresOptions {
  book: FacetBook;
  /** Expression for the upper bits of keys: of the chunk that is looked through. */
  mask: string;
  /** In the index where it is absent. */
  wide?: WideTests;
  /** Hits that are none by accident, one in millions, are sorted out here, and not by the reader. */
  exact?: boolean;
}

/** {@link PostgresOptions.mask} by the row itself, which no index helps with. */
export const ROW_MASK = `(((r.seq / ${CHUNK_SIZE}) & 255)::integer << 24)`;

const always = raw('1 = 1');
const never = raw('1 = 0');
const all = (parts: SqlFragment[]) => join(parts, 'AND', always);

/** @param tags - the column, or an expression that no index is on */
function overlaps(
  values: readonly number[],
  mask: string,
  tags = 'r.tags',
): SqlFragment {
  const keys = values.map(tag => `${tagBits(tag)} | ${mask}`);
  return keys.length === 0
    ? never
    : raw(`${tags} && ARRAY[${keys.join(', ')}]`);
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

function hasSql(
  { of, values }: Extract<Condition, { kind: 'has' }>,
  { mask, wide, exact }: PostgresOptions,
): SqlFragment {
  const tags = values.map(value => tagOf(of, value));
  const onRows = wide?.values === 'rows' && values.length > MANY;
  const found = overlaps(tags, mask, onRows ? `(r.tags || '{}')` : 'r.tags');
  return exact ? all([found, mentions(of, values)]) : found;
}

function facetsSql(
  { test }: Extract<Condition, { kind: 'facets' }>,
  { book, mask, wide }: PostgresOptions,
): SqlFragment {
  const columns = facetColumns(test, book);
  if (!isSelective(test)) {
    return columns;
  }
  const tags = book.tags(test);
  const onRows = wide?.facets === 'rows' && tags.length > MANY;
  return onRows ? columns : all([overlaps(tags, mask), columns]);
}

/** A condition on the rows of one chunk. */
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
      return join(condition.parts.map(go), 'OR', never);
    case 'not':
      return notSql(condition.part, options);
    default:
      return facetsSql(condition, options);
  }
}

/** What is not found by accident must not be left out: rows are tested exactly. */
function notSql(part: Condition, options: PostgresOptions): SqlFragment {
  const onRows = { values: 'rows', facets: 'rows' } as const;
  const { sql, bindings } = toPostgres(part, {
    ...options,
    wide: onRows,
    exact: true,
  });
  return { sql: `NOT ${sql}`, bindings };
}

/** A condition on columns alone. */
export function toColumns(condition: Condition, book: FacetBook): SqlFragment {
  switch (condition.kind) {
    case 'facets':
      return facetColumns(condition.test, book);
    case 'and':
      return all(condition.parts.map(part => toColumns(part, book)));
    case 'or':
      return join(
        condition.parts.map(part => toColumns(part, book)),
        'OR',
        never,
      );
    case 'not': {
      const { sql, bindings } = toColumns(condition.part, book);
      return { sql: `NOT ${sql}`, bindings };
    }
    case 'none':
      return never;
    default:
      return always;
  }
}
