import { stringifyEntityRef } from '@backstage/catalog-model';
import { Container } from '@backstage/ui';
import {
  EmptyState,
  LoadingSkeleton,
  statusOf,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useEffect } from 'react';
import { useParams } from 'react-router-dom';
import { useScorecards } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { BackLink } from '../ScorecardsPage/BackLink';
import { isAbout } from './params';
import { ScorecardView } from './ScorecardView';

const POLL_MS = 5_000;

/** One scorecard, by the namespace and name in the address. @internal */
export const ScorecardPage = () => {
  const { t } = useScorecardsTranslation();
  const { namespace = 'default', name = '' } = useParams();
  const ref = stringifyEntityRef({ kind: 'Scorecard', namespace, name });
  const state = useScorecards(
    'getScorecard',
    { params: { namespace, name } },
    { affectedBy: isAbout(ref) },
  );
  usePolling(state.data?.sweep !== undefined, state.refetch);
  if (state.error && statusOf(state.error) === 404) {
    return (
      <EmptyState
        title={t('pages.notFound.scorecard', { name })}
        action={<BackLink />}
      >
        {t('pages.notFound.why')}
      </EmptyState>
    );
  }
  return (
    <WhenLoaded
      state={state}
      skeleton={
        <Container>
          <LoadingSkeleton rows={[56, 168, 40, 360]} />
        </Container>
      }
      failed={t('pages.page.failed')}
      permission={t('pages.permission.scorecards')}
    >
      {scorecard => <ScorecardView scorecard={scorecard} />}
    </WhenLoaded>
  );
};

/** Asks again while a sweep runs, for portals without signals. */
function usePolling(active: boolean, refetch: () => void) {
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const timer = setInterval(refetch, POLL_MS);
    return () => clearInterval(timer);
  }, [active, refetch]);
}
