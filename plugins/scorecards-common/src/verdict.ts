/**
 * What a check says about one entity.
 *
 * - `pass`, `fail`: the rule was evaluated on facts that are present and fresh.
 * - `unknown`: a fact is missing, stale or unusable. It is neither a pass nor a fail.
 * - `exempt`: a waiver is in force. It leaves score, coverage and level alone.
 * - `notApplicable`: the check's own `appliesTo` does not match the entity.
 *
 * @public
 */
export type VerdictState =
  | 'pass'
  | 'fail'
  | 'unknown'
  | 'exempt'
  | 'notApplicable';

/** All verdict states, in the order in which people want to read them. @public */
export const verdictStates = [
  'fail',
  'unknown',
  'pass',
  'exempt',
  'notApplicable',
] as const satisfies readonly VerdictState[];

/**
 * Why a verdict, or membership in a scorecard, changed.
 *
 * @public
 */
export type TransitionCause =
  | 'ruleEdited'
  | 'factChanged'
  | 'factExpired'
  | 'sourceOutage'
  | 'waiver'
  | 'entityEntered'
  | 'entityLeft'
  | 'entityChanged'
  | 'enforcement';

/** All causes of a transition. @public */
export const transitionCauses = [
  'ruleEdited',
  'factChanged',
  'factExpired',
  'sourceOutage',
  'waiver',
  'entityEntered',
  'entityLeft',
  'entityChanged',
  'enforcement',
] as const satisfies readonly TransitionCause[];

const stateCodes = {
  pass: 'P',
  fail: 'F',
  unknown: 'U',
  exempt: 'E',
  notApplicable: 'N',
} as const satisfies Record<VerdictState, string>;

const statesByCode = new Map<string, VerdictState>(
  (Object.keys(stateCodes) as VerdictState[]).map(s => [stateCodes[s], s]),
);

/**
 * Packs the verdicts of one entity on one scorecard into a string with one
 * character per check, in the order of the scorecard's checks.
 *
 * @public
 */
export function packStates(states: readonly VerdictState[]): string {
  return states.map(state => stateCodes[state]).join('');
}

/**
 * The reverse of {@link packStates}. A character that is not a known code reads
 * as `unknown`, so that a newer replica's data never looks like a pass.
 *
 * @public
 */
export function unpackStates(packed: string): VerdictState[] {
  return Array.from(packed, code => statesByCode.get(code) ?? 'unknown');
}
