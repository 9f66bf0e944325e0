import type {
  CheckVerdict,
  EntityScorecardsResponse,
  ScorecardCheck,
  ScorecardLevel,
} from '@daytwo/backstage-plugin-scorecards-common';

/** @internal */
export type EntityScorecard = EntityScorecardsResponse['items'][number];

/** The instant at which the examples were made. @internal */
export const exampleNow = Date.now();

/** So long before the examples were made. @internal */
export function ago(span: {
  minutes?: number;
  hours?: number;
  days?: number;
}): string {
  const { minutes = 0, hours = 0, days = 0 } = span;
  const ms = (minutes + 60 * (hours + 24 * days)) * 60_000;
  return new Date(exampleNow - ms).toISOString();
}

/** Bronze, silver, gold. @internal */
export const medals: ScorecardLevel[] = [
  { name: 'bronze', title: 'Bronze', color: 'bronze' },
  { name: 'silver', title: 'Silver', color: 'silver' },
  { name: 'gold', title: 'Gold', color: 'gold' },
];

/** @internal */
export function aCheck(
  check: Partial<ScorecardCheck> & Pick<ScorecardCheck, 'id' | 'title'>,
): ScorecardCheck {
  return {
    slot: 0,
    levelIndex: 0,
    rule: `facts.catalog.${check.id.replace(/-/g, '_')}`,
    weight: 1,
    draft: false,
    narrowed: false,
    sources: ['catalog'],
    ...check,
  };
}

/** @internal */
export function aVerdict(
  verdict: Partial<CheckVerdict> & Pick<CheckVerdict, 'checkId' | 'state'>,
): CheckVerdict {
  return { since: ago({ days: 40 }), counts: true, evidence: [], ...verdict };
}

/** @internal */
export function aTrend(scores: Array<number | undefined>) {
  return scores.map((score, index) => ({
    day: ago({ days: scores.length - index }).slice(0, 10),
    ...(score !== undefined && { score }),
  }));
}
