import {
  SCORECARDS_CHANNEL,
  type ScorecardsSignal,
} from '@daytwo/backstage-plugin-scorecards-common';
import { useSignals } from '@daytwo/ui-kit';

const PAUSE_MS = 2_000;

/**
 * Calls back for signals of the scorecards backend; at once, then at most every
 * two seconds, with all that came in between. Does nothing in a portal without
 * signals.
 *
 * @internal
 */
export function useScorecardsSignal(
  onSignal: (signal: ScorecardsSignal) => unknown,
): void {
  useSignals<ScorecardsSignal>(
    SCORECARDS_CHANNEL,
    messages => onSignal(merge(messages)),
    { pauseMs: PAUSE_MS },
  );
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
