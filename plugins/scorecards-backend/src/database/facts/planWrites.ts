import type { FactState } from './readStates';
import { CLOCK_SKEW_MS, type FactTouch, type FactUpsert } from './writeFacts';

/** What is to be written of what was observed. */
export interface WritePlan {
  writes: FactUpsert[];
  touches: FactTouch[];
  /** Entities that a touch may give another verdict: the error is over, or the fact no longer stale. */
  revived: number[];
}

/** Time, and how long facts hold. */
export interface Clockwork {
  now: number;
  /** The least age, ms, at which a source's fact counts as unknown; undefined for never. */
  expiryOf(source: string): number | undefined;
}

const HOUR = 3_600_000;

/** Adds a fact that was observed whole. */
export function planWrite(
  plan: WritePlan,
  row: FactUpsert,
  state: FactState | undefined,
  clockwork: Clockwork,
): void {
  if (state?.hash === row.hash) {
    const { data: _, ...touch } = row;
    planTouch(plan, touch, state, clockwork);
  } else {
    plan.writes.push(row);
  }
}

/** Adds a fact that was observed to be the same, if it is time to note that. */
export function planTouch(
  plan: WritePlan,
  touch: FactTouch,
  state: FactState,
  { now, expiryOf }: Clockwork,
): void {
  const expiry = expiryOf(touch.source) ?? Infinity;
  const { observedAt = 0, failing } = state;
  const isDue =
    touch.observed_at - observedAt >= Math.min(expiry / 10, HOUR) ||
    observedAt > now + CLOCK_SKEW_MS;
  if (!failing && !isDue) return;
  plan.touches.push(touch);
  if (failing || now - observedAt > expiry) plan.revived.push(touch.entity_id);
}
