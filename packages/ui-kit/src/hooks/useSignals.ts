import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { JsonObject } from '@backstage/types';
import { useEffect, useRef } from 'react';
import { throttle } from './throttle';

/** How {@link useSignals} listens. @public */
export interface UseSignalsOptions {
  /** Call back at most so often, milliseconds. */
  pauseMs: number;
  /** Do not listen as long as this is true. */
  skip?: boolean;
}

/**
 * Calls back for signals of a channel; at once, then after a pause with all that
 * came in between. Does nothing in a portal without signals.
 *
 * Subscribes by itself, as `useSignal` of signals-react keeps only the last of
 * the messages that arrive in one render.
 *
 * @public
 */
export function useSignals<T extends JsonObject>(
  channel: string,
  onSignals: (messages: T[]) => unknown,
  { pauseMs, skip = false }: UseSignalsOptions,
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onSignals);
  useEffect(() => {
    latest.current = onSignals;
  });
  useEffect(() => {
    if (!signals || skip) {
      return undefined;
    }
    const tell = throttle<T>(messages => latest.current(messages), pauseMs);
    const { unsubscribe } = signals.subscribe<T>(channel, tell);
    return () => {
      tell.cancel();
      unsubscribe();
    };
  }, [signals, channel, pauseMs, skip]);
}
