import type { RouteQueryInput } from '@daytwo/backstage-plugin-scorecards-common';
import type { UrlParams } from '@daytwo/ui-kit';

/** What the entities tab asks for. @internal */
export type EntityQuery = RouteQueryInput<'exportEntities'>;

/** Conditions that may have several values. @internal */
export const listFilters = [
  'group',
  'system',
  'domain',
  'type',
  'lifecycle',
  'tag',
  'level',
  'check',
] as const;

/** @internal */
export type ListFilter = (typeof listFilters)[number];

/** Orders of the entities; a dash turns one round. @internal */
export const entitySorts = [
  'score',
  '-score',
  'level',
  '-level',
  'coverage',
  '-coverage',
  'name',
  '-name',
] as const;

/** @internal */
export type EntitySort = (typeof entitySorts)[number];

function sortOf(text: string | undefined): EntitySort {
  return entitySorts.find(sort => sort === text) ?? 'score';
}

/**
 * Reads the filter from the address. What the backend would refuse is left
 * out, so that an old link still opens.
 *
 * @internal
 */
export function queryFromUrl(
  search: Pick<UrlParams, 'get' | 'getAll'>,
): EntityQuery {
  const query: EntityQuery = { sort: sortOf(search.get('sort')) };
  for (const key of listFilters) {
    const values = search.getAll(key).filter(value => value !== '');
    if (values.length > 0) {
      query[key] = values.slice(0, 50);
    }
  }
  const text = search.get('q');
  return text ? { ...query, q: text.slice(0, 200) } : query;
}

/** The values of one condition. @internal */
export function valuesOf(query: EntityQuery, key: ListFilter): string[] {
  return [query[key] ?? []].flat();
}

/** How many conditions narrow the list. @internal */
export function conditionCount(query: EntityQuery): number {
  return listFilters.filter(key => valuesOf(query, key).length > 0).length;
}

/**
 * The address of the entities tab, narrowed by some conditions and nothing
 * else. Relative to the page of the scorecard.
 *
 * @internal
 */
export function entitiesHref(
  conditions: Partial<Record<ListFilter, string>>,
): string {
  return `?${new URLSearchParams({ tab: 'entities', ...conditions })}`;
}
