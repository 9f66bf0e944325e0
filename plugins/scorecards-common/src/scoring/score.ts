import type { DefinedCheck, ScorecardDefinition } from '../definition';
import type { VerdictState } from '../verdict';

/**
 * What an entity has reached on one scorecard.
 *
 * @public
 */
export interface Score {
  /** Index into the definition's levels; -1 where none is reached. */
  level: number;
  /**
   * Percent, 0 to 100: weight of the passing checks over the weight of all that
   * count. An unknown stays in the denominator, so missing data never raises a
   * score. Undefined where nothing counts.
   */
  score: number | undefined;
  /** Checks that count and whose verdict is a pass. */
  passed: number;
  /** Checks that count and whose verdict is known: pass or fail. */
  known: number;
  /** Checks that count: pass, fail or unknown. `known / counted` is the coverage. */
  counted: number;
}

/**
 * Whether a check takes part in scores: it is not a draft, and the date from
 * which it is enforced has come.
 *
 * @param now - milliseconds since the epoch
 *
 * @public
 */
export function isEnforced(check: DefinedCheck, now: number): boolean {
  return (
    !check.draft &&
    (check.enforcedFrom === undefined || Date.parse(check.enforcedFrom) <= now)
  );
}

function levelByChecks(
  definition: ScorecardDefinition,
  counted: ReadonlyArray<{ check: DefinedCheck; state: VerdictState }>,
): number {
  if (counted.length === 0) {
    return -1;
  }
  const blocked = counted
    .filter(({ state }) => state !== 'pass')
    .map(({ check }) => check.levelIndex);
  const last = definition.levels.length - 1;
  return blocked.length === 0 ? last : Math.min(...blocked) - 1;
}

function levelByBands(
  definition: ScorecardDefinition,
  score: number | undefined,
): number {
  return score === undefined
    ? -1
    : definition.levels.findLastIndex(band => score >= (band.atLeast ?? 0));
}

/**
 * Sums up the verdicts of one entity. Pure: the browser computes the same.
 *
 * In levels mode a level is reached when all checks of it and of the levels
 * below pass; exempt and not applicable checks do not stand in the way, unknown
 * ones do. In points mode the score falls into a band.
 *
 * @param states - verdicts by slot
 * @param now - milliseconds since the epoch
 *
 * @public
 */
export function scoreOf(
  definition: ScorecardDefinition,
  states: readonly VerdictState[],
  now: number,
): Score {
  const counted = definition.checks
    .filter(check => isEnforced(check, now))
    .map(check => ({ check, state: states[check.slot] ?? 'unknown' }))
    .filter(({ state }) => state !== 'exempt' && state !== 'notApplicable');
  const passing = counted.filter(({ state }) => state === 'pass');
  const weigh = (items: typeof counted) =>
    items.reduce((sum, { check }) => sum + check.weight, 0);
  const total = weigh(counted);
  const score = total > 0 ? (100 * weigh(passing)) / total : undefined;
  return {
    level:
      definition.mode === 'points'
        ? levelByBands(definition, score)
        : levelByChecks(definition, counted),
    score,
    passed: passing.length,
    known: counted.filter(({ state }) => state !== 'unknown').length,
    counted: counted.length,
  };
}
