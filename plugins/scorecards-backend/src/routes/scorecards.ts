import type { Reading } from '../reading';
import type { Operations } from './operations';

/** Scorecards, their numbers and their history. */
export function scorecardOperations(
  reading: Reading,
): Pick<
  Operations,
  | 'listScorecards'
  | 'getScorecard'
  | 'listVersions'
  | 'getCheckCounts'
  | 'getRollup'
  | 'getTrend'
  | 'getMovement'
  | 'listTransitions'
> {
  const { access } = reading;
  return {
    listScorecards: async ({ credentials }) => {
      const { reader, scorecards } = await access.list(credentials);
      return reading.scorecards.list(reader, scorecards);
    },
    getScorecard: async ({ params, credentials }) =>
      reading.scorecards.get(await access.definition(params, credentials)),
    listVersions: async ({ params, credentials }) => {
      const { scorecard } = await access.definition(params, credentials);
      return reading.scorecards.versions(scorecard);
    },
    getCheckCounts: async ({ params, query, credentials }) =>
      reading.counts.read(await access.verdicts(params, credentials), query),
    getRollup: async ({ params, query, credentials }) =>
      reading.rollups.read(await access.verdicts(params, credentials), query),
    getTrend: async ({ params, query, credentials }) =>
      reading.trends.read(await access.verdicts(params, credentials), query),
    getMovement: async ({ params, query, credentials }) =>
      reading.transitions.movement(
        await access.verdicts(params, credentials),
        query.days,
      ),
    listTransitions: async ({ params, query, credentials }) =>
      reading.transitions.list(
        await access.verdicts(params, credentials),
        query,
      ),
  };
}
