import { useApi } from '@backstage/core-plugin-api';
import type {
  CallInput,
  RouteId,
  RouteResponse,
  ScorecardsSignal,
} from '@daytwo/backstage-plugin-scorecards-common';
import { useAnswer, type AnswerState } from '@daytwo/ui-kit';
import { scorecardsApiRef } from '../api';
import { useScorecardsSignal } from './useScorecardsSignal';

/** @internal */
export interface UseScorecardsOptions {
  /** Ask nothing as long as this is true, for example while a choice is missing. */
  skip?: boolean;
  /** Show the answer to the last input until the one to the new input is there. For filters and sorting. */
  keepPrevious?: boolean;
  /** Which signals mean that this answer changed; by default all do. */
  affectedBy?: (signal: ScorecardsSignal) => boolean;
}

const always = () => true;

/**
 * Asks the backend one question, again whenever a signal says that the answer
 * changed. What was answered before shows at once and stays until there is
 * something newer.
 *
 * @example
 * ```tsx
 * const scorecards = useScorecards('listScorecards', {});
 * ```
 *
 * @internal
 */
export function useScorecards<Id extends RouteId>(
  id: Id,
  input: CallInput<Id>,
  options: UseScorecardsOptions = {},
): AnswerState<RouteResponse<Id>> {
  const { skip = false, keepPrevious, affectedBy = always } = options;
  const api = useApi(scorecardsApiRef);
  const state = useAnswer({
    api,
    key: JSON.stringify([id, input]),
    ask: signal => api.call(id, input, { signal }),
    skip,
    keepPrevious,
  });
  useScorecardsSignal(signal => !skip && affectedBy(signal) && state.refetch());
  return state;
}
