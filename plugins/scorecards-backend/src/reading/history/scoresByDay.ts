import {
  scoreOf,
  type Score,
  type ScorecardDefinition,
} from '@daytwo/backstage-plugin-scorecards-common';
import { endOfDay } from '../instants';
import type { PastStates } from './PastStates';

/** A day of the past and the definition that ran at its end. */
export interface PastDay {
  day: string;
  definition: ScorecardDefinition;
}

/** The score of an entity at the end of a day. */
export interface DayScore {
  day: string;
  score: Score;
}

function enforcementStarts(
  { checks }: ScorecardDefinition,
  from: number,
  to: number,
): boolean {
  return checks.some(({ enforcedFrom }) => {
    const start = enforcedFrom === undefined ? NaN : Date.parse(enforcedFrom);
    return start > from && start <= to;
  });
}

/**
 * Scores of days that are over, newest first, as far back as the scorecard
 * applied to the entity. Each is by the definition that ran then.
 *
 * @param days - newest first
 */
export function scoresByDay(
  past: PastStates,
  days: readonly PastDay[],
): DayScore[] {
  const scores: DayScore[] = [];
  let later: (PastDay & { score: Score }) | undefined;
  for (const { day, definition } of days) {
    const end = endOfDay(day);
    const taken = past.rewindTo(end);
    if (taken === undefined) {
      break;
    }
    const same =
      later !== undefined &&
      taken === 0 &&
      later.definition === definition &&
      !enforcementStarts(definition, end, endOfDay(later.day));
    const score: Score =
      same && later
        ? later.score
        : scoreOf(definition, past.statesFor(definition), end);
    later = { day, definition, score };
    scores.push({ day, score });
  }
  return scores;
}
