import { useApi } from '@backstage/core-plugin-api';
import { useAnswer, type AnswerState } from '@daytwo/ui-kit';
import {
  auditApiRef,
  type AuditAnswer,
  type AuditInput,
  type AuditOperation,
} from '../api';
import { useEvery } from './useEvery';

/** @internal */
export interface UseAuditOptions {
  /** Ask nothing as long as this is true, for example while a choice is missing. */
  skip?: boolean;
  /** Show the answer to the last input until the one to the new input is there. */
  keepPrevious?: boolean;
  /** Ask again after so many milliseconds, as long as the page is looked at. */
  everyMs?: number;
}

/**
 * Asks the audit log one question.
 *
 * @example
 * ```tsx
 * const status = useAudit('getStatus', {}, { everyMs: 30_000 });
 * ```
 *
 * @internal
 */
export function useAudit<Id extends AuditOperation>(
  id: Id,
  input: AuditInput<Id>,
  { skip, keepPrevious, everyMs }: UseAuditOptions = {},
): AnswerState<AuditAnswer<Id>> {
  const api = useApi(auditApiRef);
  const state = useAnswer({
    api,
    key: JSON.stringify([id, input]),
    ask: signal => api.call(id, input, { signal }),
    skip,
    keepPrevious,
  });
  useEvery(skip ? undefined : everyMs, state.refetch);
  return state;
}
