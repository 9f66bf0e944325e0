import type { LoadedScorecard } from '../../definitions/LoadedVersion';
import type { Reader } from '../../permissions';
import type { ReadableScorecard } from '../ScorecardAccess';
import { createReading, type Reading } from '../createReading';
import {
  credentials,
  fakePermissions,
  fakeReaders,
  type Decisions,
} from './readers';
import { DAY_MS, type World } from './world';

/** Reading as a caller with these rights does it. */
export interface View {
  reading: Reading;
  reader: Reader;
  scorecards: LoadedScorecard[];
  /** The readiness scorecard. */
  readiness: ReadableScorecard;
}

export async function createView(
  world: World,
  decisions: Decisions = {},
): Promise<View> {
  const { knex, engine, facts, sources, clock } = world;
  const readers = fakeReaders(knex, fakePermissions(decisions));
  const reading = createReading({
    knex,
    readers,
    catalogue: engine.catalogue,
    definitions: engine.definitionStore,
    facts,
    sources: {
      list: () => sources,
      get: id => sources.find(source => source.id === id),
    },
    budgets: { budgetOf: async () => undefined },
    historyMs: 365 * DAY_MS,
    now: () => clock.now,
  });
  const { reader, scorecards } = await reading.access.list(credentials);
  const readiness = await reading.access.verdicts(
    { namespace: 'default', name: 'readiness' },
    credentials,
  );
  return { reading, reader, scorecards, readiness };
}
