import { CHUNK_SIZE, tagBits } from '../../log/chunks';
import { tagOf } from '../../log/tags';
import { join, raw, type SqlFragment } from '../sql';
import type { Condition, FoundBy } from './Condition';
import type { FacetBook } from './FacetBook';
import { facetColumns } from './facetColumns';

/** Facets that are looked up in the index beside something else; more are tested row by row. */
const FEW_FACETS = 256;
/** Values that are compared with the text of a record. */
const FEW_VALUES = 8;

/** How a condition is written on PostgreSQL. */
export interface PostgresOptions {
  book: FacetBook;
  /** Expression for the upper bits of keys: of the chunk that is looked through. */
  mask: string;
  /** Hits that are none by accident, one in millions, are sorted out here, and not by the reader. */
  exact?: boolean;
}

/** {@link PostgresOptions.mask} by the row itself, which no index helps with. */
export const ROW_MASK = `(((r.seq / ${CHUNK_SIZE}) & 255)::integer << 24)`;

const always = raw('1 = 1');
const never = raw('1 = 0');

function overlaps(tags: readonly number[], mask: string): SqlFragment {
  const keys = tags.map(tag => `${tagBits(tag)} | ${mask}`);
  return keys.length === 0 ? never : raw(`r.tags && ARRAY[${keys.join(', ')}]`);
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
  options: PostgresOptions,
): SqlFragment {
  const found = overlaps(
    values.map(value => tagOf(of, value)),
    options.mask,
  );
  return options.exact
    ? join([found, mentions(of, values)], 'AND', always)
    : found;
}

/** Whether some part of it is in the index of tags, as it stands. */
function hasFound(condition: Condition): boolean {
  switch (condition.kind) {
    case 'has':
      return true;
    case 'and':
      return condition.parts.some(hasFound);
    case 'or':
      return condition.parts.every(hasFound);
    default:
      return false;
  }
}

function translate(
  condition: Condition,
  options: PostgresOptions,
  mostFacets: number,
): SqlFragment {
  const go = (part: Condition, most = mostFacets) =>
    translate(part, options, most);
  switch (condition.kind) {
    case 'all':
      return always;
    case 'none':
      return never;
    case 'has':
      return hasSql(condition, options);
    case 'and':
      return join(
        condition.parts.map(part => go(part)),
        'AND',
        always,
      );
    case 'or':
      return join(
        condition.parts.map(part => go(part)),
        'OR',
        never,
      );
    case 'not': {
      const exact = { ...options, exact: true };
      const { sql, bindings } = translate(condition.part, exact, 0);
      return { sql: `NOT ${sql}`, bindings };
    }
    default:
      return facetsSql(condition, options, mostFacets);
  }
}

function facetsSql(
  { test }: Extract<Condition, { kind: 'facets' }>,
  options: PostgresOptions,
  mostFacets: number,
): SqlFragment {
  const columns = facetColumns(test, options.book);
  if (mostFacets === 0 || !isSelective(test)) {
    return columns;
  }
  const tags = options.book.tags(test);
  return tags.length > mostFacets
    ? columns
    : join([overlaps(tags, options.mask), columns], 'AND', always);
}

const isSelective = ({ quiet, ...rest }: object & { quiet?: true }) =>
  Object.keys(rest).length > 0;

/** A condition on the rows of one chunk. */
export function toPostgres(
  condition: Condition,
  options: PostgresOptions,
): SqlFragment {
  const most = hasFound(condition) ? FEW_FACETS : Infinity;
  return translate(condition, options, most);
}

/** Whether the index of tags finds the rows; else all are looked at. */
export function isIndexed(condition: Condition): boolean {
  switch (condition.kind) {
    case 'has':
    case 'none':
      return true;
    case 'facets':
      return isSelective(condition.test);
    case 'and':
      return condition.parts.some(isIndexed);
    case 'or':
      return condition.parts.every(isIndexed);
    default:
      return false;
  }
}

/** Whether columns tell it, which an index has all of. */
export function isFacetsOnly(condition: Condition): boolean {
  switch (condition.kind) {
    case 'has':
      return false;
    case 'and':
    case 'or':
      return condition.parts.every(isFacetsOnly);
    case 'not':
      return isFacetsOnly(condition.part);
    default:
      return true;
  }
}

/** A condition on columns alone. */
export function toColumns(condition: Condition, book: FacetBook): SqlFragment {
  return translate(condition, { book, mask: '0' }, 0);
}
