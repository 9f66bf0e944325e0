import { useApiHolder } from '@backstage/core-plugin-api';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  SCORECARDS_CHANNEL,
  type ScorecardsSignal,
} from '@daytwo/backstage-plugin-scorecards-common';
import { useEffect, useRef } from 'react';
import { throttle } from './throttle';

const PAUSE_MS = 2_000;

/**
 * Calls back for signals of the scorecards backend; at once, then at most every
 * two seconds, with all that came in between. Does nothing in a portal without
 * signals.
 *
 * Subscribes by itself, as `useSignal` of signals-react keeps only the last of
 * the messages that arrive in one render.
 *
 * @internal
 */
export function useScorecardsSignal(
  onSignal: (signal: ScorecardsSignal) => unknown,
): void {
  const signals = useApiHolder().get(signalApiRef);
  const latest = useRef(onSignal);
  useEffect(() => {
    latest.current = onSignal;
  });
  useEffect(() => {
    if (!signals) {
      return undefined;
    }
    const tell = throttle<ScorecardsSignal>(
      messages => latest.current(merge(messages)),
      PAUSE_MS,
    );
    const { unsubscribe } = signals.subscribe<ScorecardsSignal>(
      SCORECARDS_CHANNEL,
      tell,
    );
    return () => {
      tell.cancel();
      unsubscribe();
    };
  }, [signals]);
}

/** An absent list means "anything", and so it stays. */
function merge(messages: ScorecardsSignal[]): ScorecardsSignal {
  const join = (field: 'scorecardRefs' | 'entityRefs') =>
    messages.every(message => message[field])
      ? messages.flatMap(message => message[field] ?? [])
      : undefined;
  const scorecardRefs = join('scorecardRefs');
  const entityRefs = join('entityRefs');
  return {
    ...(scorecardRefs && { scorecardRefs }),
    ...(entityRefs && { entityRefs }),
  };
}
