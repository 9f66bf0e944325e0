import { useUrlParams } from '@daytwo/ui-kit';
import { useMemo } from 'react';
import {
  conditionCount,
  listFilters,
  queryFromUrl,
  type EntityQuery,
} from './entityFilter';

/** What narrows the entities, kept in the address. @internal */
export interface Conditions {
  query: EntityQuery;
  /** How many conditions hold; the text counts as well. */
  count: number;
  set: (key: string, value: string | string[] | undefined) => void;
  clear: () => void;
}

const nothing = Object.fromEntries(
  [...listFilters, 'q'].map(key => [key, undefined]),
);

/** @internal */
export function useConditions(): Conditions {
  const url = useUrlParams();
  const query = useMemo(() => queryFromUrl(url), [url]);
  return useMemo(
    () => ({
      query,
      count: conditionCount(query) + (query.q ? 1 : 0),
      set: (key, value) => url.update({ [key]: value }),
      clear: () => url.update(nothing),
    }),
    [query, url],
  );
}
