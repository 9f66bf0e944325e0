import { useApi } from '@backstage/core-plugin-api';
import { ResponseError } from '@backstage/errors';
import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';
import { statusOf } from '@daytwo/ui-kit';
import { useEffect, useRef, useState } from 'react';
import { scorecardsApiRef } from '../../api';

/** How far a refresh has come. @internal */
export type RefreshState =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'done'; result: RefreshResult }
  | { kind: 'tooOften'; retryAt?: Date }
  | { kind: 'failed'; error: Error };

/** @internal */
export interface Refresh {
  state: RefreshState;
  start: () => void;
  dismiss: () => void;
}

/** When to come back: from the header, or, where CORS hides that, from the body. */
function retryAtOf(error: Error): Date | undefined {
  if (!ResponseError.is(error)) {
    return undefined;
  }
  const { retryAfter } = error.cause as { retryAfter?: number };
  const seconds = error.response.headers?.get('retry-after') ?? retryAfter;
  const wait = Number(seconds ?? NaN);
  return Number.isFinite(wait) ? new Date(Date.now() + wait * 1000) : undefined;
}

function failureOf(error: Error): RefreshState {
  return statusOf(error) === 429
    ? { kind: 'tooOften', retryAt: retryAtOf(error) }
    : { kind: 'failed', error };
}

/**
 * Has the facts of an entity collected now.
 *
 * @internal
 */
export function useRefresh(
  entityRef: string,
  onRefreshed: () => void,
): Refresh {
  const api = useApi(scorecardsApiRef);
  const [state, setState] = useState<RefreshState>({ kind: 'idle' });
  const abort = useRef(new AbortController());
  useEffect(() => {
    abort.current = new AbortController();
    setState({ kind: 'idle' });
    return () => abort.current.abort();
  }, [entityRef]);

  const start = async () => {
    const { signal } = abort.current;
    setState({ kind: 'running' });
    const next = await api
      .call('refreshEntity', { params: { entityRef } }, { signal })
      .then((result): RefreshState => ({ kind: 'done', result }), failureOf);
    if (!signal.aborted) {
      setState(next);
      if (next.kind === 'done') {
        onRefreshed();
      }
    }
  };
  return {
    state,
    start: () => void start(),
    dismiss: () => setState({ kind: 'idle' }),
  };
}
