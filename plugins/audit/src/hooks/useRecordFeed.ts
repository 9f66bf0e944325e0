import { useApi, useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { isRefused } from '@daytwo/ui-kit';
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
  /** Which question the rows answer. */
  key: string;
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
  const last = useRef<Records & { key: string }>();
  useEffect(() => {
    if (records.loaded) {
      last.current = { ...records, key };
    }
  }, [records, key]);
  // Each refusal is a record, which would be news, and asked about.
  const isOver = records.error !== undefined && isRefused(records.error);
  const follows = live && !isOver;
  useAuditSignal(feed.tailTo, { skip: !follows });
  const pollMs = useApiHolder().get(signalApiRef)
    ? POLL_WITH_SIGNALS_MS
    : POLL_MS;
  useEvery(follows ? pollMs : undefined, feed.tail);
  const previous = records.loaded || records.error ? undefined : last.current;
  return {
    ...records,
    key,
    ...(previous && { ...previous, busy: true, hasMore: false }),
    isPrevious: previous !== undefined,
    loadMore: feed.loadMore,
    reload: feed.reload,
  };
}
