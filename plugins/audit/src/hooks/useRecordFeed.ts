import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { auditApiRef } from '../api';
import { RecordFeed, type Records } from '../feed';
import type { RecordQuery } from '../filter';
import { useAuditSignal } from './useAuditSignal';
import { useEvery } from './useEvery';

const POLL_MS = 5_000;
/** Where signals tell, asking is but a second string. */
const POLL_WITH_SIGNALS_MS = 30_000;

/** @internal */
export interface RecordFeedState extends Records {
  /** The rows answer the filter before this one. */
  isPrevious: boolean;
  loadMore: () => void;
  reload: () => void;
}

/**
 * Records that match, newest first, page after page. Live ones come by signal,
 * and by asking every few seconds where there is none.
 *
 * @internal
 */
export function useRecordFeed(
  query: RecordQuery,
  { live = false }: { live?: boolean } = {},
): RecordFeedState {
  const api = useApi(auditApiRef);
  const key = JSON.stringify(query);
  const feed = useMemo(
    () =>
      RecordFeed.create(({ signal, ...page }) =>
        api.call(
          'listRecords',
          { query: { ...(JSON.parse(key) as RecordQuery), ...page } },
          { signal },
        ),
      ),
    [api, key],
  );
  const records = useSyncExternalStore(feed.subscribe, feed.getState);
  const last = useRef<Records>();
  useEffect(() => {
    if (records.loaded) {
      last.current = records;
    }
  }, [records]);
  useAuditSignal(feed.tailTo, { skip: !live });
  const pollMs = useApiHolder().get(signalApiRef)
    ? POLL_WITH_SIGNALS_MS
    : POLL_MS;
  useEvery(live ? pollMs : undefined, feed.tail);
  const previous = records.loaded || records.error ? undefined : last.current;
  return {
    ...records,
    ...(previous && { ...previous, busy: true, hasMore: false }),
    isPrevious: previous !== undefined,
    loadMore: feed.loadMore,
    reload: feed.reload,
  };
}
