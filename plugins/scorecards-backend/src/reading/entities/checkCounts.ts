import {
  verdictStates,
  type CheckCountsResponse,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import { packStates } from '@daytwo/backstage-plugin-scorecards-common';
import { Slicer } from '../../engine/Slicer';

/** Verdicts of one check. */
export type StateCounts = CheckCountsResponse['items'][number]['counts'];

const SLICE = 200_000;

const codes = new Map<number, VerdictState>(
  verdictStates.map(state => [packStates([state]).charCodeAt(0), state]),
);

/** No verdict at all. */
export function noCounts(): StateCounts {
  return { fail: 0, unknown: 0, pass: 0, exempt: 0, notApplicable: 0 };
}

/**
 * Counts verdicts by slot in the joined states of many entities, in slices.
 *
 * @param width - checks of the version, that is letters of each entity
 */
export async function countStates(
  joined: string,
  width: number,
): Promise<StateCounts[]> {
  const tallies = Array.from({ length: width }, () => new Uint32Array(128));
  const slicer = new Slicer();
  for (let from = 0; from < joined.length; from += SLICE) {
    const to = Math.min(from + SLICE, joined.length);
    for (let at = from; at < to; at++) {
      tallies[at % width][joined.charCodeAt(at) % 128]++;
    }
    await slicer.breathe();
  }
  return tallies.map(toCounts);
}

/** A letter that is not known counts as unknown, as when it is unpacked. */
function toCounts(tally: Uint32Array): StateCounts {
  const counts = noCounts();
  tally.forEach((n, code) => {
    counts[codes.get(code) ?? 'unknown'] += n;
  });
  return counts;
}

/** Adds the second to the first. */
export function addCounts(to: StateCounts, more: StateCounts): void {
  for (const state of verdictStates) {
    to[state] += more[state];
  }
}
