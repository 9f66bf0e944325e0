import { parseEntityRef } from '@backstage/catalog-model';
import type { ScorecardsSignal } from '@daytwo/backstage-plugin-scorecards-common';

/** What the API's paths need to name a scorecard. @internal */
export type ScorecardParams = { namespace: string; name: string };

/** @internal */
export function paramsOf(scorecard: { ref: string }): ScorecardParams {
  const { namespace, name } = parseEntityRef(scorecard.ref);
  return { namespace, name };
}

/** Whether a signal may be about this scorecard. @internal */
export function isAbout(ref: string) {
  return ({ scorecardRefs }: ScorecardsSignal) =>
    scorecardRefs?.includes(ref) ?? true;
}
