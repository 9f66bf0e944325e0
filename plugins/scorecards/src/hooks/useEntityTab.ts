import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useCallback } from 'react';

/** What the tab opens at. @internal */
export interface TabFocus {
  scorecardRef?: string;
  checkId?: string;
}

/**
 * Gives addresses of the Scorecards tab of entities, opened at a scorecard or a
 * check.
 *
 * @internal
 */
export function useEntityTabHref() {
  const entityHref = useEntityRefLink();
  return useCallback(
    (entityRef: string, focus: TabFocus = {}): string => {
      const query = new URLSearchParams();
      if (focus.scorecardRef) {
        query.set('scorecard', focus.scorecardRef);
      }
      if (focus.checkId) {
        query.set('check', focus.checkId);
      }
      const search = query.toString();
      return `${entityHref(entityRef)}/scorecards${search && `?${search}`}`;
    },
    [entityHref],
  );
}
