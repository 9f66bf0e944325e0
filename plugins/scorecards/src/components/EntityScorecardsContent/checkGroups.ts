import {
  verdictStates,
  type CheckVerdict,
  type EntityScorecardsResponse,
  type ScorecardCheck,
  type ScorecardLevel,
} from '@daytwo/backstage-plugin-scorecards-common';

/** One scorecard of an entity. @internal */
export type EntityScorecard = EntityScorecardsResponse['items'][number];

/** A check and what it says; nothing yet where it is newer than the last evaluation. @internal */
export interface CheckEntry {
  check: ScorecardCheck;
  verdict?: CheckVerdict;
}

/** Checks under one heading. @internal */
export interface CheckGroup {
  key: string;
  /** Levels mode. */
  level?: ScorecardLevel;
  /** Points mode, where checks have categories. */
  category?: string;
  entries: CheckEntry[];
  passed: number;
  counted: number;
}

/** Whether a check still has to be mended. @internal */
export function isOpen({ verdict }: CheckEntry): boolean {
  return (
    !!verdict?.counts &&
    (verdict.state === 'fail' || verdict.state === 'unknown')
  );
}

function isCounted({ verdict }: CheckEntry): boolean {
  return (
    !!verdict?.counts && ['pass', 'fail', 'unknown'].includes(verdict.state)
  );
}

/** What counts comes first, what fails first among it; then the order of the definition. */
function byUrgency(a: CheckEntry, b: CheckEntry): number {
  const rank = ({ verdict }: CheckEntry) =>
    (verdict?.counts ? 0 : verdictStates.length) +
    (verdict ? verdictStates.indexOf(verdict.state) : verdictStates.length);
  return rank(a) - rank(b) || a.check.slot - b.check.slot;
}

function toGroup(
  heading: Pick<CheckGroup, 'key' | 'level' | 'category'>,
  entries: CheckEntry[],
): CheckGroup {
  const counted = entries.filter(isCounted);
  return {
    ...heading,
    entries: [...entries].sort(byUrgency),
    passed: counted.filter(({ verdict }) => verdict?.state === 'pass').length,
    counted: counted.length,
  };
}

/**
 * Checks with their verdicts under headings: the levels, in points mode the
 * categories. Headings without checks are left out.
 *
 * @internal
 */
export function groupChecks(item: EntityScorecard): CheckGroup[] {
  const { checks, levels, mode } = item.scorecard;
  const verdicts = new Map(item.verdicts.map(v => [v.checkId, v]));
  const entries = checks.map(check => ({
    check,
    verdict: verdicts.get(check.id),
  }));
  const groups =
    mode === 'levels'
      ? levels.map((level, index) =>
          toGroup(
            { key: level.name, level },
            entries.filter(({ check }) => check.levelIndex === index),
          ),
        )
      : [...new Set(checks.map(check => check.category))].map(category =>
          toGroup(
            { key: category ?? '', category },
            entries.filter(({ check }) => check.category === category),
          ),
        );
  return groups.filter(group => group.entries.length > 0);
}
