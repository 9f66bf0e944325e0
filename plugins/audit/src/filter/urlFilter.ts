import {
  auditOutcomes,
  auditSeverities,
  auditSources,
} from '@daytwo/backstage-plugin-audit-common';
import type { UrlParams } from '@daytwo/ui-kit';
import type { AuditInput } from '../api';

/** What narrows the records, as the API takes it. @internal */
export type RecordQuery = Omit<
  NonNullable<AuditInput<'listRecords'>['query']>,
  'cursor' | 'limit'
>;

/** Filters with several values. @internal */
export const listFilters = [
  'actor',
  'group',
  'plugin',
  'event',
  'entity',
  'outcome',
  'severity',
  'source',
] as const;
/** @internal */
export type ListFilter = (typeof listFilters)[number];

/** Everything in the address that narrows the records. @internal */
export const filterKeys = [
  ...listFilters,
  'correlation',
  'q',
  'noise',
  'when',
  'from',
  'to',
] as const;

const known: Partial<Record<ListFilter, readonly string[]>> = {
  outcome: auditOutcomes,
  severity: auditSeverities,
  source: auditSources,
};

const MOST_VALUES = 50;
const LONGEST = 200;

function valuesOf(url: Pick<UrlParams, 'getAll'>, name: ListFilter) {
  const values = url.getAll(name).filter(value => value !== '');
  return values
    .filter(value => known[name]?.includes(value) ?? true)
    .slice(0, MOST_VALUES);
}

/** The filter in the address, without its time. What the API would refuse is left out. @internal */
export function queryFromUrl(
  url: Pick<UrlParams, 'get' | 'getAll'>,
): RecordQuery {
  const lists = listFilters
    .map(name => [name, valuesOf(url, name)] as const)
    .filter(([, values]) => values.length > 0);
  const correlation = url.get('correlation');
  const q = url.get('q')?.slice(0, LONGEST);
  return {
    ...Object.fromEntries(lists),
    ...(correlation && { correlation }),
    ...(q && { q }),
    ...(url.get('noise') === 'true' && { noise: 'true' }),
  };
}

/** One thing that narrows the records. @internal */
export interface Condition {
  key: ListFilter | 'correlation' | 'q' | 'noise';
  value: string;
}

/** Every single condition of a filter; times have a control of their own. @internal */
export function conditionsOf(query: RecordQuery): Condition[] {
  return [
    ...listFilters.flatMap(key =>
      [query[key] ?? []].flat().map(value => ({ key, value })),
    ),
    ...(['correlation', 'q', 'noise'] as const).flatMap(key => {
      const value = query[key];
      return value === undefined ? [] : [{ key, value }];
    }),
  ];
}
