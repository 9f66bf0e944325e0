import { useApi } from '@backstage/core-plugin-api';
import type {
  CallInput,
  RouteId,
  RouteResponse,
  ScorecardsSignal,
} from '@daytwo/backstage-plugin-scorecards-common';
import { useEffect, useReducer, useState } from 'react';
import { scorecardsApiRef } from '../api';
import { recall, remember, type Answer } from './answers';
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

/** @internal */
export interface ScorecardsState<T> {
  /** The newest answer; stays while it is fetched again, and when that fails. */
  data?: T;
  /** When `data` was answered. */
  loadedAt?: Date;
  /** Why the last attempt failed. With `data`: it is the last good answer. */
  error?: Error;
  /** Under way, with nothing to show yet. */
  loading: boolean;
  /** Under way, with something to show already. */
  refreshing: boolean;
  /** `data` belongs to the input before this one. */
  isPrevious: boolean;
  refetch: () => void;
}

interface Outcome {
  key?: string;
  answer?: Answer;
  error?: Error;
  busy: boolean;
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
): ScorecardsState<RouteResponse<Id>> {
  const { skip = false, keepPrevious = false, affectedBy = always } = options;
  const api = useApi(scorecardsApiRef);
  const [attempt, refetch] = useReducer((n: number) => n + 1, 0);
  const [outcome, setOutcome] = useState<Outcome>({ busy: !skip });
  const key = JSON.stringify([id, input]);

  useEffect(() => {
    if (skip) {
      return undefined;
    }
    const controller = new AbortController();
    const { signal } = controller;
    const settle = (next: Partial<Outcome>) =>
      signal.aborted ||
      setOutcome(last => ({ ...last, key, busy: false, ...next }));
    setOutcome(last =>
      last.key === key
        ? { ...last, busy: true }
        : { key, answer: recall(api, key) ?? last.answer, busy: true },
    );
    api.call(id, JSON.parse(key)[1] as CallInput<Id>, { signal }).then(
      data => {
        const answer = { data, loadedAt: new Date() };
        remember(api, key, answer);
        settle({ answer, error: undefined });
      },
      (error: Error) => settle({ error }),
    );
    return () => controller.abort();
  }, [api, id, key, skip, attempt]);

  useScorecardsSignal(signal => !skip && affectedBy(signal) && refetch());
  const state = show<RouteResponse<Id>>(outcome, {
    key,
    known: recall(api, key),
    keepPrevious,
    skip,
  });
  return { ...state, refetch };
}

/** What to show, so that no answer is ever taken for that to another question. */
function show<T>(
  outcome: Outcome,
  now: { key: string; known?: Answer; keepPrevious: boolean; skip: boolean },
): Omit<ScorecardsState<T>, 'refetch'> {
  const settled = outcome.key === now.key;
  const answer = now.known ?? (now.keepPrevious ? outcome.answer : undefined);
  const error = settled ? outcome.error : undefined;
  const busy = !now.skip && (!settled || outcome.busy);
  return {
    data: answer?.data as T | undefined,
    loadedAt: answer?.loadedAt,
    error,
    loading: busy && !answer && !error,
    refreshing: busy && !!answer,
    isPrevious: !!answer && !now.known,
  };
}
