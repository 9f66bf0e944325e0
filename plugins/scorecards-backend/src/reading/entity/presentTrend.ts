import type {
  EntityScorecardsResponse,
  Score,
  ScorecardDefinition,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { ResultRow } from '../../database/rows';
import { PastStates, type PastChange } from '../history/PastStates';
import { scoresByDay, type PastDay } from '../history/scoresByDay';

type EntityItem = EntityScorecardsResponse['items'][number];

/** Days back to which a score is compared. */
const WEEK = 7;

/** What a trend is made of. */
export interface TrendInput {
  row: Pick<ResultRow, 'states' | 'score'>;
  judged: ScorecardDefinition;
  today: string;
  /** Days before today, newest first. */
  days: readonly PastDay[];
  /** Newest first. */
  changes: readonly PastChange[];
}

function toPoint(day: string, score: Score['score'] | null) {
  return { day, ...(typeof score === 'number' && { score }) };
}

/** Daily scores of one result, oldest first, and the one of a week ago. */
export function presentTrend(
  input: TrendInput,
): Pick<EntityItem, 'trend' | 'scoreBefore'> {
  const { row, judged, today, days, changes } = input;
  const past = scoresByDay(PastStates.create(row, judged, changes), days);
  const scoreBefore = past.at(WEEK - 1)?.score.score;
  return {
    ...(scoreBefore !== undefined && { scoreBefore }),
    trend: [
      ...past.reverse().map(({ day, score }) => toPoint(day, score.score)),
      toPoint(today, row.score),
    ],
  };
}
