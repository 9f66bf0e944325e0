import type {
  ScorecardResponse,
  TransitionCause,
} from '@daytwo/backstage-plugin-scorecards-common';
import { Button } from '@backstage/ui';
import {
  EmptyState,
  ErrorState,
  ForbiddenState,
  isForbidden,
  LoadingSkeleton,
  RelativeTime,
} from '@daytwo/ui-kit';
import { useScorecardsTranslation, type Translate } from '../../../translation';
import { usePages, type PagedItem } from '../paging';
import { paramsOf } from '../params';
import { DataTable, type DataColumn } from '../table';
import { Change, TransitionEntity, Values } from './TransitionCells';

type Transition = PagedItem<'listTransitions'>;

/** Changes of verdicts one by one, newest first. @internal */
export const TransitionList = ({
  scorecard,
  cause,
}: {
  scorecard: ScorecardResponse;
  cause: TransitionCause | undefined;
}) => {
  const { t } = useScorecardsTranslation();
  const pages = usePages('listTransitions', scorecard.ref, {
    params: paramsOf(scorecard),
    query: { cause },
  });
  const { rows, error, loaded, hasMore, busy } = pages;
  if (error && isForbidden(error)) {
    return <ForbiddenState permission={t('pages.permission.verdicts')} />;
  }
  if (!loaded && !error) {
    return <LoadingSkeleton rows={[44, 44, 44, 44]} />;
  }
  return (
    <>
      {error && (
        <ErrorState
          title={t('pages.movement.listFailed')}
          error={error}
          onRetry={loaded ? pages.loadMore : pages.reload}
        />
      )}
      {loaded && rows.length === 0 && (
        <EmptyState title={t('pages.movement.none')}>
          {t('pages.movement.noneWhy')}
        </EmptyState>
      )}
      {rows.length > 0 && (
        <DataTable
          label={t('pages.movement.listLabel')}
          columns={columnsFor(scorecard, t)}
          rows={rows}
          rowKey={row => row.id}
          isStale={pages.isPrevious}
        />
      )}
      {hasMore && (
        <div>
          <Button variant="secondary" isPending={busy} onPress={pages.loadMore}>
            {t('pages.movement.more')}
          </Button>
        </div>
      )}
    </>
  );
};

function columnsFor(
  scorecard: ScorecardResponse,
  t: Translate,
): DataColumn<Transition>[] {
  const titles = new Map(scorecard.checks.map(({ id, title }) => [id, title]));
  return [
    {
      id: 'entity',
      title: t('pages.movement.list.entity'),
      isRowHeader: true,
      minWidth: '10rem',
      cell: row => <TransitionEntity entityRef={row.entityRef} />,
    },
    {
      id: 'check',
      title: t('pages.movement.list.check'),
      minWidth: '12rem',
      cell: ({ checkId }) =>
        checkId === undefined
          ? t('pages.movement.wholeScorecard')
          : titles.get(checkId) ?? checkId,
    },
    {
      id: 'change',
      title: t('pages.movement.list.change'),
      minWidth: '12rem',
      cell: row => <Change transition={row} />,
    },
    {
      id: 'cause',
      title: t('pages.movement.list.cause'),
      minWidth: '10rem',
      cell: ({ cause }) => t(`common.cause.${cause}`),
    },
    {
      id: 'values',
      title: t('pages.movement.list.values'),
      minWidth: '14rem',
      cell: ({ evidence }) => <Values evidence={evidence} />,
    },
    {
      id: 'at',
      title: t('pages.movement.list.at'),
      align: 'end',
      cell: ({ at }) => <RelativeTime at={at} />,
    },
  ];
}
