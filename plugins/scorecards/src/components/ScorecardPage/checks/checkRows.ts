import {
  durationToMs,
  verdictStates,
  type CheckCountsResponse,
  type ScorecardCheck,
  type ScorecardResponse,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { SortValue } from '../table';

/** A check with its verdicts counted. @internal */
export interface CheckRow {
  check: ScorecardCheck;
  counts: Record<VerdictState, number>;
  /** Milliseconds. */
  effort?: number;
}

function noCounts(): Record<VerdictState, number> {
  return Object.fromEntries(verdictStates.map(state => [state, 0])) as Record<
    VerdictState,
    number
  >;
}

/** Every check of the version that runs, also those that nothing was counted for. @internal */
export function checkRows(
  scorecard: ScorecardResponse,
  counts: CheckCountsResponse,
): CheckRow[] {
  const byId = new Map(counts.items.map(item => [item.checkId, item.counts]));
  return scorecard.checks.map(check => {
    const effort = check.remediation?.effort;
    return {
      check,
      counts: { ...noCounts(), ...byId.get(check.id) },
      ...(effort && { effort: durationToMs(effort) }),
    };
  });
}

/** What the table can be ordered by. @internal */
export const checkSortValues: Record<string, (row: CheckRow) => SortValue> = {
  check: row => row.check.title,
  level: row => row.check.slot,
  category: row => row.check.category,
  fail: row => row.counts.fail,
  unknown: row => row.counts.unknown,
  pass: row => row.counts.pass,
  exempt: row => row.counts.exempt,
  weight: row => row.check.weight,
  effort: row => row.effort,
};
