import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';

type Outcome = RefreshResult['sources'][number];

/** Sources of which there is the same to say. @internal */
export interface OutcomeGroup extends Pick<Outcome, 'outcome' | 'message'> {
  sources: string[];
}

/** One line for all sources with the same outcome and message. @internal */
export function groupOutcomes({ sources }: RefreshResult): OutcomeGroup[] {
  const groups = new Map<string, OutcomeGroup>();
  for (const { source, outcome, message } of sources) {
    const key = JSON.stringify([outcome, message]);
    const group = groups.get(key) ?? { outcome, message, sources: [] };
    group.sources.push(source);
    groups.set(key, group);
  }
  return [...groups.values()];
}
