import { packStates } from '@daytwo/backstage-plugin-scorecards-common';

const FAIL = packStates(['fail']).charCodeAt(0);

/**
 * Counts failures by slot in the joined states of many entities.
 *
 * @param width - checks of the version, that is letters of each entity
 */
export function countFailures(joined: string, width: number): number[] {
  const counts = new Array<number>(width).fill(0);
  for (let at = 0, slot = 0; at < joined.length; at++) {
    if (joined.charCodeAt(at) === FAIL) {
      counts[slot]++;
    }
    slot = slot + 1 === width ? 0 : slot + 1;
  }
  return counts;
}
