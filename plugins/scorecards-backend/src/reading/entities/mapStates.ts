import {
  packStates,
  type ScorecardDefinition,
} from '@daytwo/backstage-plugin-scorecards-common';

const UNKNOWN = packStates(['unknown']);

/**
 * Packed verdicts of one version in the order of another's checks. A check that
 * the older version does not have is unknown until it is judged.
 */
export function mapStates(
  states: string,
  from: ScorecardDefinition,
  to: ScorecardDefinition,
): string {
  if (from === to) {
    return states;
  }
  const slots = new Map(from.checks.map(check => [check.id, check.slot]));
  return to.checks
    .map(({ id }) => {
      const slot = slots.get(id);
      return (slot === undefined ? undefined : states[slot]) ?? UNKNOWN;
    })
    .join('');
}
