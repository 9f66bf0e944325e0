import { useApi } from '@backstage/core-plugin-api';
import { isRefused, useAnswer, type AnswerState } from '@daytwo/ui-kit';
import {
  auditApiRef,
  type AuditAnswer,
  type AuditInput,
  type AuditOperation,
} from '../api';
import { useAuditSignal } from './useAuditSignal';
import { useEvery } from './useEvery';

/** @internal */
export interface UseAuditOptions {
  /** Ask nothing as long as this is true, for example while a choice is missing. */
  skip?: boolean;
  /** Show the answer to the last input until the one to the new input is there. */
  keepPrevious?: boolean;
  /** Ask again after so many milliseconds, as long as the page is looked at. */
  everyMs?: number;
  /** Ask again when there are new records. */
  live?: boolean;
}

/**
 * Asks the audit log one question. What was refused is not asked again by
 * itself: each refusal is a record, which would be news, and asked about.
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
  { skip, keepPrevious, everyMs, live = false }: UseAuditOptions = {},
): AnswerState<AuditAnswer<Id>> {
  const api = useApi(auditApiRef);
  const state = useAnswer({
    api,
    key: JSON.stringify([id, input]),
    ask: signal => api.call(id, input, { signal }),
    skip,
    keepPrevious,
  });
  const isQuiet = skip || (state.error !== undefined && isRefused(state.error));
  useEvery(isQuiet ? undefined : everyMs, state.refetch);
  useAuditSignal(state.refetch, { skip: isQuiet || !live });
  return state;
}
