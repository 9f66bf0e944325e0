import { useApi } from '@backstage/core-plugin-api';
import type {
  CallInput,
  RouteResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { scorecardsApiRef } from '../../../api';
import { useScorecardsSignal } from '../../../hooks';
import { CursorPager, type Page, type Pages } from './CursorPager';

type PagedRoute = 'listEntities' | 'listTransitions';

/** One item of a paged list. @internal */
export type PagedItem<Id extends PagedRoute> =
  RouteResponse<Id>['items'][number];

/** @internal */
export interface PagesState<T> extends Pages<T> {
  /** The rows answer the question before this one. */
  isPrevious: boolean;
  loadMore: () => void;
  reload: () => void;
}

/**
 * A list of a scorecard, page after page. The rows of the question before stay
 * until those of the new one are there.
 *
 * @internal
 */
export function usePages<Id extends PagedRoute>(
  id: Id,
  scorecardRef: string,
  input: Pick<CallInput<Id>, 'params' | 'query'>,
): PagesState<PagedItem<Id>> {
  const api = useApi(scorecardsApiRef);
  const key = JSON.stringify(input);
  const pager = useMemo(
    () =>
      CursorPager.create<PagedItem<Id>>(async ({ signal, ...page }) => {
        const { params, query } = JSON.parse(key);
        const asked = { params, query: { ...query, ...page } };
        const answer = await api.call(id, asked, { signal });
        return answer as Page<PagedItem<Id>>;
      }),
    [api, id, key],
  );
  const pages = useSyncExternalStore(pager.subscribe, pager.getState);
  const last = useRef<Pages<PagedItem<Id>>>();
  useEffect(() => {
    if (pages.loaded) {
      last.current = pages;
    }
  }, [pages]);
  useScorecardsSignal(({ scorecardRefs }) => {
    if (!scorecardRefs || scorecardRefs.includes(scorecardRef)) {
      pager.invalidate();
    }
  });
  const previous = pages.loaded || pages.error ? undefined : last.current;
  return {
    ...pages,
    ...(previous && { ...previous, busy: true, hasMore: false }),
    isPrevious: previous !== undefined,
    loadMore: pager.loadMore,
    reload: pager.reload,
  };
}
