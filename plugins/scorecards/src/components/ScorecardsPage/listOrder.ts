import type { ScorecardListResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { coverageOf } from '../shared';

/** A scorecard without its checks. @internal */
export type ListedScorecard = ScorecardListResponse['items'][number];

/** @internal */
export const listSorts = [
  'name',
  'score',
  '-score',
  'coverage',
  '-entities',
] as const;

/** @internal */
export type ListSort = (typeof listSorts)[number];

/** Scorecards whose title, description, owner or tags contain the text. @internal */
export function matching(
  items: readonly ListedScorecard[],
  text: string,
): ListedScorecard[] {
  const wanted = text.trim().toLocaleLowerCase();
  return items.filter(({ title, description, ownerRef, ref, tags }) =>
    [title, description ?? '', ownerRef, ref, ...tags].some(part =>
      part.toLocaleLowerCase().includes(wanted),
    ),
  );
}

// Without a score or coverage there is nothing to mend: it comes last.
const keys: Record<ListSort, (item: ListedScorecard) => number> = {
  name: () => 0,
  score: ({ summary }) => summary.score ?? Infinity,
  '-score': ({ summary }) => -(summary.score ?? -Infinity),
  coverage: ({ summary }) => coverageOf(summary) ?? Infinity,
  '-entities': ({ summary }) => -summary.entities,
};

/** @internal */
export function ordered(
  items: readonly ListedScorecard[],
  sort: ListSort,
): ListedScorecard[] {
  const key = keys[sort];
  return [...items].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    return x === y ? a.title.localeCompare(b.title) : x - y;
  });
}
