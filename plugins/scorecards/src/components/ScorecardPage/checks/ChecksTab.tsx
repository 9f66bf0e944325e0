import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { EmptyState, LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { useScorecards } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { HiddenEntitiesNotice } from '../../shared';
import { ActiveConditions } from '../entities/ActiveConditions';
import { useConditions } from '../entities/useConditions';
import { isAbout, paramsOf } from '../params';
import { ChecksTable } from './ChecksTable';

/** Each check and its verdicts, over the entities that the address narrows to. @internal */
export const ChecksTab = ({ scorecard }: { scorecard: ScorecardResponse }) => {
  const { t } = useScorecardsTranslation();
  const conditions = useConditions();
  const { sort: _, ...filter } = conditions.query;
  const state = useScorecards(
    'getCheckCounts',
    { params: paramsOf(scorecard), query: filter },
    { keepPrevious: true, affectedBy: isAbout(scorecard.ref) },
  );
  if (scorecard.checks.length === 0) {
    return (
      <EmptyState title={t('pages.checks.empty')}>
        {t('pages.checks.emptyWhy')}
      </EmptyState>
    );
  }
  return (
    <>
      <ActiveConditions scorecard={scorecard} conditions={conditions} />
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton rows={[44, 60, 60, 60, 60, 60]} />}
        failed={t('pages.checks.failed')}
        permission={t('pages.permission.verdicts')}
      >
        {counts => (
          <>
            {counts.partial && !scorecard.partial && <HiddenEntitiesNotice />}
            <ChecksTable
              scorecard={scorecard}
              counts={counts}
              isStale={state.isPrevious}
            />
          </>
        )}
      </WhenLoaded>
    </>
  );
};
