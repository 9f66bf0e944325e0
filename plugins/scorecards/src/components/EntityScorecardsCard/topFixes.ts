import type { EntityScorecardsResponse } from '@daytwo/backstage-plugin-scorecards-common';

type Fix = EntityScorecardsResponse['items'][number]['fixes'][number];

const HOUR_MS = 3_600_000;

/** The order in which the backend sorts the fixes of one scorecard. */
function byUse(a: Fix, b: Fix): number {
  const worth = ({ gain, effort }: Fix) => gain / (effort ?? HOUR_MS);
  return (
    Number(b.blocksNextLevel) - Number(a.blocksNextLevel) ||
    Number(b.state === 'fail') - Number(a.state === 'fail') ||
    worth(b) - worth(a)
  );
}

/** The most useful fixes over all scorecards of an entity. @internal */
export function topFixes(
  items: EntityScorecardsResponse['items'],
  most: number,
): Fix[] {
  return items
    .flatMap(item => item.fixes)
    .sort(byUse)
    .slice(0, most);
}
