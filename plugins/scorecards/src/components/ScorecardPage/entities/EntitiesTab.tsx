import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Button } from '@backstage/ui';
import {
  EmptyState,
  ErrorState,
  ForbiddenState,
  isForbidden,
  LoadingSkeleton,
} from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../../translation';
import { HiddenEntitiesNotice } from '../../shared';
import { usePages } from '../paging';
import { paramsOf } from '../params';
import { ActiveConditions } from './ActiveConditions';
import { EntitiesToolbar } from './EntitiesToolbar';
import { EntityHeatmap } from './EntityHeatmap';
import { useConditions, type Conditions } from './useConditions';

const NoEntities = ({ conditions }: { conditions: Conditions }) => {
  const { t } = useScorecardsTranslation();
  return conditions.count > 0 ? (
    <EmptyState
      title={t('pages.entities.noMatch')}
      action={
        <Button variant="secondary" onPress={conditions.clear}>
          {t('pages.filter.clear')}
        </Button>
      }
    />
  ) : (
    <EmptyState title={t('pages.entities.empty')}>
      {t('pages.entities.emptyWhy')}
    </EmptyState>
  );
};

const EntityRows = ({
  scorecard,
  conditions,
}: {
  scorecard: ScorecardResponse;
  conditions: Conditions;
}) => {
  const { t } = useScorecardsTranslation();
  const pages = usePages('listEntities', scorecard.ref, {
    params: paramsOf(scorecard),
    query: conditions.query,
  });
  if (pages.error && isForbidden(pages.error)) {
    return <ForbiddenState permission={t('pages.permission.verdicts')} />;
  }
  const failure = pages.error && (
    <ErrorState
      title={t(
        pages.loaded ? 'pages.entities.moreFailed' : 'pages.entities.failed',
      )}
      error={pages.error}
      onRetry={pages.loaded ? pages.loadMore : pages.reload}
    />
  );
  if (!pages.loaded) {
    return failure ?? <LoadingSkeleton rows={[20, 420]} />;
  }
  return (
    <>
      {failure}
      {pages.partial && !scorecard.partial && <HiddenEntitiesNotice />}
      {pages.rows.length > 0 ? (
        <EntityHeatmap scorecard={scorecard} pages={pages} />
      ) : (
        <NoEntities conditions={conditions} />
      )}
    </>
  );
};

/** Entities against checks, narrowed and ordered as the address says. @internal */
export const EntitiesTab = ({
  scorecard,
}: {
  scorecard: ScorecardResponse;
}) => {
  const conditions = useConditions();
  return (
    <>
      <EntitiesToolbar scorecard={scorecard} conditions={conditions} />
      <ActiveConditions scorecard={scorecard} conditions={conditions} />
      <EntityRows scorecard={scorecard} conditions={conditions} />
    </>
  );
};
