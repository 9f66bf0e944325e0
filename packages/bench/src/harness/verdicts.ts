import {
  unpackStates,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import { expectedState, factsOf, type GeneratedCheck } from '../generator';
import { checkEqual } from './check';
import type { World } from './World';

/** Verdicts by state. */
export type StateCounts = Partial<Record<VerdictState, number>>;

/** The same counts in the same order, so that they can be compared. */
function sorted(counts: StateCounts): StateCounts {
  return Object.fromEntries(
    Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function add(counts: StateCounts, state: VerdictState): void {
  counts[state] = (counts[state] ?? 0) + 1;
}

/** Counts what is stored of one scorecard. */
export async function storedCounts(
  knex: Knex,
  scorecardRef: string,
): Promise<StateCounts> {
  const rows: Array<{ states: string }> = await knex('results as r')
    .join('scorecards as s', 's.id', 'r.scorecard_id')
    .where('s.ref', scorecardRef)
    .select('r.states');
  const counts: StateCounts = {};
  for (const { states } of rows) {
    unpackStates(states).forEach(state => add(counts, state));
  }
  return sorted(counts);
}

/** Counts what should be stored, worked out without the engine. */
export function expectedCounts(
  world: World,
  checks: readonly GeneratedCheck[],
  factsAt = (index: number) =>
    factsOf({ seed: world.catalog.options.seed, index }),
): StateCounts {
  const counts: StateCounts = {};
  for (let index = 0; index < world.ids.length; index++) {
    const subject = {
      entity: world.catalog.component(index),
      facts: factsAt(index),
    };
    checks.forEach(check => add(counts, expectedState(check, subject)));
  }
  return sorted(counts);
}

/** @throws WrongResultError where the stored verdicts are not the right ones */
export async function checkVerdicts(
  world: World,
  scorecardRef: string,
  checks: readonly GeneratedCheck[],
  factsAt?: Parameters<typeof expectedCounts>[2],
): Promise<void> {
  checkEqual(
    `Verdicts of ${scorecardRef}`,
    await storedCounts(world.knex, scorecardRef),
    expectedCounts(world, checks, factsAt),
  );
}
