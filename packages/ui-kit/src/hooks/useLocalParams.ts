import { useCallback, useMemo, useState } from 'react';
import { applied, type UrlChanges, type UrlParams } from './useUrlState';

/**
 * What {@link useUrlParams} gives, kept in the component instead of the address:
 * for a form that uses the controls of a page.
 *
 * @public
 */
export function useLocalParams(): UrlParams {
  const [params, setParams] = useState(() => new URLSearchParams());
  const update = useCallback(
    (changes: UrlChanges) => setParams(before => applied(before, changes)),
    [],
  );
  return useMemo(
    () => ({
      get: key => params.get(key) ?? undefined,
      getAll: key => params.getAll(key),
      update,
    }),
    [params, update],
  );
}
