import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/core-plugin-api';
import { useCallback } from 'react';
import { scorecardRouteRef } from '../routes';

/** Gives addresses of the pages of scorecards. @internal */
export function useScorecardHref() {
  const route = useRouteRef(scorecardRouteRef);
  return useCallback(
    (scorecardRef: string): string => {
      const { namespace, name } = parseEntityRef(scorecardRef, {
        defaultKind: 'Scorecard',
        defaultNamespace: 'default',
      });
      return route({ namespace, name });
    },
    [route],
  );
}
