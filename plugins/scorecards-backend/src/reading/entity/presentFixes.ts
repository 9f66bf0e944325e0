import type {
  EntityScorecardsResponse,
  Fix,
} from '@daytwo/backstage-plugin-scorecards-common';

/** A fix as pages show it. */
export type PresentedFix =
  EntityScorecardsResponse['items'][number]['fixes'][number];

/** Reasons of a result's verdicts, by slot. */
export type Reasons = Record<string, string | undefined>;

/** Reads `results.reasons`. */
export function parseReasons(text: string | null): Reasons {
  return text === null ? {} : (JSON.parse(text) as Reasons);
}

export function presentFix(
  fix: Fix,
  scorecardRef: string,
  reasons: Reasons,
): PresentedFix {
  const { check, state, gain, blocksNextLevel, effort } = fix;
  const reason = reasons[check.slot];
  return {
    scorecardRef,
    checkId: check.id,
    title: check.title,
    state,
    gain,
    blocksNextLevel,
    ...(effort !== undefined && { effort }),
    ...(check.remediation && { remediation: check.remediation }),
    ...(reason !== undefined && { reason }),
  };
}
