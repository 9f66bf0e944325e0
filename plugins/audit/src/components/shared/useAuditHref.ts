import { useRouteRef } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { rootRouteRef } from '../../routes';

/** Addresses of the list of records, narrowed to something. @internal */
export function useAuditHref() {
  const root = useRouteRef(rootRouteRef);
  return useCallback(
    (narrowed: Record<string, string | string[]> = {}): string => {
      const query = new URLSearchParams();
      for (const [key, value] of Object.entries(narrowed)) {
        for (const item of [value].flat()) {
          query.append(key, item);
        }
      }
      const search = query.toString();
      return `${root()}${search && `?${search}`}`;
    },
    [root],
  );
}
