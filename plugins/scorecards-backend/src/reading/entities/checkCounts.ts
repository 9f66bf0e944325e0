import {
  verdictStates,
  type CheckCountsResponse,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import { packStates } from '@daytwo/backstage-plugin-scorecards-common';
import { Slicer } from '@daytwo/node-kit';

/** Verdicts of one check. */
export type StateCounts = CheckCountsResponse['items'][number]['counts'];

const SLICE = 200_000;
/** Letters that there can be. */
const CODES = 256;

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
  const tallies = new Uint32Array(width * CODES);
  const slicer = new Slicer();
  const entitiesAtOnce = Math.ceil(SLICE / width) * width;
  for (let from = 0; from < joined.length; from += entitiesAtOnce) {
    tally(joined.slice(from, from + entitiesAtOnce), width, tallies);
    await slicer.breathe();
  }
  return Array.from({ length: width }, (_, slot) =>
    toCounts(tallies.subarray(slot * CODES, (slot + 1) * CODES)),
  );
}

function tally(joined: string, width: number, tallies: Uint32Array): void {
  const letters = Buffer.from(joined, 'latin1');
  for (let at = 0, slot = 0; at < letters.length; at++) {
    tallies[slot * CODES + letters[at]]++;
    slot = slot + 1 === width ? 0 : slot + 1;
  }
}

/** A letter that is not known counts as unknown, as when it is unpacked. */
function toCounts(letters: Uint32Array): StateCounts {
  const counts = noCounts();
  letters.forEach((n, code) => {
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
