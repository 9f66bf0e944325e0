import type { SourceResponse } from '@daytwo/backstage-plugin-scorecards-common';

const urgency: Array<SourceResponse['state']> = ['failing', 'degraded'];

/** What needs a look comes first; else the order stays. @internal */
export function troubledFirst(sources: SourceResponse[]): SourceResponse[] {
  const rank = ({ state }: SourceResponse) =>
    urgency.includes(state) ? urgency.indexOf(state) : urgency.length;
  return [...sources].sort((a, b) => rank(a) - rank(b));
}
