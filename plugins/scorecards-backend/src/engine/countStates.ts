import { packStates } from '@daytwo/backstage-plugin-scorecards-common';
import { Slicer } from './Slicer';

const FAIL = packStates(['fail']).charCodeAt(0);
const SLICE = 200_000;

/**
 * Counts failures by slot in the joined states of many entities.
 *
 * @param width - checks of the version, that is letters of each entity
 */
export async function countFailures(
  joined: string,
  width: number,
): Promise<number[]> {
  const counts = new Array<number>(width).fill(0);
  const slicer = new Slicer();
  for (let from = 0; from < joined.length; from += SLICE) {
    const to = Math.min(from + SLICE, joined.length);
    for (let at = from; at < to; at++) {
      if (joined.charCodeAt(at) === FAIL) {
        counts[at % width]++;
      }
    }
    await slicer.breathe();
  }
  return counts;
}
