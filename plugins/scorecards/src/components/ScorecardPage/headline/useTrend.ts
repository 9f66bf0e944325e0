import { useScorecards } from '../../../hooks';
import { isAbout, paramsOf } from '../params';

/** The last 90 days of a scorecard. @internal */
export function useTrend(scorecard: { ref: string }) {
  return useScorecards(
    'getTrend',
    { params: paramsOf(scorecard), query: { days: 90 } },
    { affectedBy: isAbout(scorecard.ref) },
  );
}
