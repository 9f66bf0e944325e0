import { CHUNK_SIZE, TAG_BITS, tagBits } from '../../log/chunks';
import { tagOf } from '../../log/tags';
import type { Condition, FacetBook, FoundBy } from '../conditions';
import { facetColumns } from '../facetColumns';
import { join, raw, type SqlFragment } from '../sql';
import { isSelective, MANY } from './shape';

/** Values that are compared with the text of a record. */
const FEW_VALUES = 8;

/** Scans that many keys are split over. */
const MOST_SCANS = 16;

/** Where what has many keys is tested: in the index, or on rows that something else finds. */
export type WideTests = 'index' | 'rows';

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

/**
 * Rows with any of the tags, by the index. Of many keys in one scan each hit is
 * compared with all of them, so many are split over some scans.
 */
function overlaps(tags: readonly number[], mask: string): SqlFragment {
  const size = Math.max(MANY / 2, Math.ceil(tags.length / MOST_SCANS));
  const parts: SqlFragment[] = [];
  for (let n = 0; n < tags.length; n += size) {
    const keys = tags
      .slice(n, n + size)
      .map(tag => `${tagBits(tag)} | ${mask}`);
    parts.push(raw(`r.tags && ARRAY[${keys.join(', ')}]`));
  }
  return join(parts, 'OR', never);
}

/** The same on rows that are read anyhow; of one chunk, whose mask need not be compared. */
function overlapsRow(tags: readonly number[]): SqlFragment {
  const bits = `{${tags.map(tagBits).join(',')}}`;
  return raw(`EXISTS (SELECT 1 FROM unnest(r.tags) AS t(tag)
    WHERE t.tag & ${TAG_BITS} = ANY ('${bits}'::integer[]))`);
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
  const onRows = wide === 'rows' && values.length > MANY;
  const found = onRows ? overlapsRow(tags) : overlaps(tags, mask);
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
  const onRows = wide === 'rows' && tags.length > MANY;
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
  const { sql, bindings } = toPostgres(part, {
    ...options,
    wide: 'rows',
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
