import {
  auditOutcomes,
  auditSeverities,
  auditSources,
} from '@daytwo/backstage-plugin-audit-common';
import { join, raw, type SqlFragment } from './sql';
import type { FacetBook, FacetTest } from './conditions';

function isIn(column: string, numbers: readonly number[]): SqlFragment {
  return raw(
    numbers.length === 0 ? '1 = 0' : `r.${column} IN (${numbers.join(', ')})`,
  );
}

/** Places of values in one of the lists that columns are numbered by. */
function placesOf(
  values: readonly string[] | undefined,
  list: readonly string[],
): number[] | undefined {
  return values?.map(value => list.indexOf(value));
}

/** A test of facets on the columns of records, the same on both databases. */
export function facetColumns(test: FacetTest, book: FacetBook): SqlFragment {
  const columns = {
    event: book.eventIds(test),
    outcome: placesOf(test.outcome, auditOutcomes),
    severity: placesOf(test.severity, auditSeverities),
    source: placesOf(test.source, auditSources),
  };
  const parts = Object.entries(columns).flatMap(([column, numbers]) =>
    numbers ? [isIn(column, numbers)] : [],
  );
  if (test.quiet) {
    parts.push(raw('NOT r.noise'));
  }
  return join(parts, 'AND', raw('1 = 1'));
}
