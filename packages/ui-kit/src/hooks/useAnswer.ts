import { useEffect, useReducer, useRef, useState } from 'react';
import { recall, remember, type Answer } from './answers';

/** What {@link useAnswer} is asked. @public */
export interface Question<T> {
  /** The API that is asked; each has answers of its own. */
  api: object;
  /** Tells this question from all others to the API; it is asked anew where that changes. */
  key: string;
  ask: (signal: AbortSignal) => Promise<T>;
  /** Ask nothing as long as this is true, for example while a choice is missing. */
  skip?: boolean;
  /** Show the answer to the last question until the one to the new question is there. For filters and sorting. */
  keepPrevious?: boolean;
}

/** What came of a question so far. @public */
export interface AnswerState<T> {
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
  /** `data` belongs to the question before this one. */
  isPrevious: boolean;
  refetch: () => void;
}

interface Outcome {
  key?: string;
  answer?: Answer;
  error?: Error;
  busy: boolean;
}

/**
 * Asks an API one question. What was answered before shows at once and stays
 * until there is something newer.
 *
 * @example
 * ```tsx
 * const sources = useAnswer({
 *   api,
 *   key: 'listSources',
 *   ask: signal => api.call('listSources', {}, { signal }),
 * });
 * ```
 *
 * @public
 */
export function useAnswer<T>(question: Question<T>): AnswerState<T> {
  const { api, key, ask, skip = false, keepPrevious = false } = question;
  const [attempt, refetch] = useReducer((n: number) => n + 1, 0);
  const [outcome, setOutcome] = useState<Outcome>({ busy: !skip });
  const latest = useRef(ask);
  useEffect(() => {
    latest.current = ask;
  });

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
    latest.current(signal).then(
      data => {
        const answer = { data, loadedAt: new Date() };
        remember(api, key, answer);
        settle({ answer, error: undefined });
      },
      (error: Error) => settle({ error }),
    );
    return () => controller.abort();
  }, [api, key, skip, attempt]);

  const known = recall(api, key);
  return { ...show<T>(outcome, { key, known, keepPrevious, skip }), refetch };
}

/** What to show, so that no answer is ever taken for that to another question. */
function show<T>(
  outcome: Outcome,
  now: { key: string; known?: Answer; keepPrevious: boolean; skip: boolean },
): Omit<AnswerState<T>, 'refetch'> {
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
