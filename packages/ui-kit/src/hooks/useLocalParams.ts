import { useCallback, useState } from 'react';
import {
  applied,
  useParams,
  type UrlChanges,
  type UrlParams,
} from './useUrlState';

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
  return useParams(params, update);
}
