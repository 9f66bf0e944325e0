import {
  durationToMs,
  type DefinedCheck,
  type ScorecardDefinition,
} from '../definition';
import type { VerdictState } from '../verdict';
import { isEnforced, scoreOf } from './score';

/**
 * A check worth mending next.
 *
 * @public
 */
export interface Fix {
  check: DefinedCheck;
  state: 'fail' | 'unknown';
  /** Percentage points that the score would rise by. */
  gain: number;
  /** It stands between the entity and its next level. */
  blocksNextLevel: boolean;
  /** The estimate in the definition, in milliseconds. */
  effort?: number;
}

/** What is between an entity and its next level. @public */
export interface NextLevel {
  level: number;
  /** Slots of the checks that must still pass. Empty in points mode. */
  blockers: number[];
  /** Points mode: percentage points that are missing. */
  missingPoints?: number;
  /** Sum of the estimates of the blockers, in milliseconds; undefined if one has none. */
  effort?: number;
}

function effortOf(check: DefinedCheck): number | undefined {
  const effort = check.remediation?.effort;
  return effort && durationToMs(effort);
}

function isOpen(state: VerdictState): state is 'fail' | 'unknown' {
  return state === 'fail' || state === 'unknown';
}

/**
 * The next level and what it takes. Undefined at the top, or where nothing
 * counts.
 *
 * @public
 */
export function nextLevelOf(
  definition: ScorecardDefinition,
  states: readonly VerdictState[],
  now: number,
): NextLevel | undefined {
  const { level, score, counted } = scoreOf(definition, states, now);
  const next = level + 1;
  if (counted === 0 || next >= definition.levels.length) {
    return undefined;
  }
  if (definition.mode === 'points') {
    const missingPoints = (definition.levels[next].atLeast ?? 0) - (score ?? 0);
    return { level: next, blockers: [], missingPoints };
  }
  const blockers = definition.checks.filter(
    check =>
      check.levelIndex <= next &&
      isEnforced(check, now) &&
      isOpen(states[check.slot]),
  );
  const efforts = blockers.map(effortOf);
  const effort = efforts.every(e => e !== undefined)
    ? efforts.reduce((sum: number, e) => sum + (e ?? 0), 0)
    : undefined;
  return {
    level: next,
    blockers: blockers.map(check => check.slot),
    ...(effort !== undefined && { effort }),
  };
}

/**
 * What to mend, most useful first: what blocks the next level, then failing
 * before unknown, then the gain in score for the effort.
 *
 * @public
 */
export function fixesOf(
  definition: ScorecardDefinition,
  states: readonly VerdictState[],
  now: number,
): Fix[] {
  const next = nextLevelOf(definition, states, now);
  const total = definition.checks
    .filter(check => isEnforced(check, now))
    .filter(check => ['pass', 'fail', 'unknown'].includes(states[check.slot]))
    .reduce((sum, check) => sum + check.weight, 0);
  const fixes = definition.checks.flatMap((check): Fix[] => {
    const state = states[check.slot];
    if (!isEnforced(check, now) || !isOpen(state)) {
      return [];
    }
    const effort = effortOf(check);
    return [
      {
        check,
        state,
        gain: total > 0 ? (100 * check.weight) / total : 0,
        blocksNextLevel: next?.blockers.includes(check.slot) ?? false,
        ...(effort !== undefined && { effort }),
      },
    ];
  });
  return fixes.sort(compareFixes);
}

const hour = 3_600_000;

function compareFixes(a: Fix, b: Fix): number {
  return (
    Number(b.blocksNextLevel) - Number(a.blocksNextLevel) ||
    Number(b.state === 'fail') - Number(a.state === 'fail') ||
    b.gain / (b.effort ?? hour) - a.gain / (a.effort ?? hour) ||
    a.check.slot - b.check.slot
  );
}
