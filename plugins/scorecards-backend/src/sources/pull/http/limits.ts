import { durationToMilliseconds } from '@backstage/types';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import type { SourceResponse } from '@daytwo/backstage-plugin-scorecards-common';
import type {
  RateBudgets,
  RateLimit,
} from '../../../database/budgets/RateBudgets';
import type { RegisteredSource } from '../../RegisteredSource';

/** Name of a source's budget. */
export function budgetKey(sourceId: string): string {
  return `source/${sourceId}`;
}

/** The limit that a source declares. */
export function rateLimitOf({
  rateLimit,
}: Pick<FactSource, 'rateLimit'>): RateLimit | undefined {
  return (
    rateLimit && {
      requests: rateLimit.requests,
      perMs: durationToMilliseconds(rateLimit.per),
    }
  );
}

/** What is left of a source's budget; undefined where it has none. */
export async function readBudget(
  registered: RegisteredSource | undefined,
  budgets: RateBudgets,
): Promise<SourceResponse['budget']> {
  const limit = registered?.source && rateLimitOf(registered.source);
  if (!limit) return undefined;
  const key = budgetKey(registered.id);
  const { resetsAt, ...state } = await budgets.read(key, limit);
  return resetsAt === undefined
    ? state
    : { ...state, resetsAt: new Date(resetsAt).toISOString() };
}
