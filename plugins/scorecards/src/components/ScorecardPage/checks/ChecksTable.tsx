import type {
  CheckCountsResponse,
  ScorecardResponse,
  VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import {
  formatDuration,
  Num,
  useLocale,
  useUrlParams,
  useUrlState,
} from '@daytwo/ui-kit';
import { useMemo } from 'react';
import { Link } from 'react-router-dom';
import { useScorecardsTranslation, type Translate } from '../../../translation';
import { entitiesHref, listFilters } from '../entities/entityFilter';
import { DataTable, sortRows, type DataColumn } from '../table';
import { CheckName } from './CheckName';
import { checkRows, checkSortValues, type CheckRow } from './checkRows';
import { VerdictBar } from './VerdictBar';
import viewStyles from '../ScorecardView.module.css';

const counted = ['fail', 'unknown', 'pass', 'exempt'] as const;

interface ChecksTableProps {
  scorecard: ScorecardResponse;
  counts: CheckCountsResponse;
  isStale: boolean;
}

/** The checks of a scorecard; each number leads to its entities. @internal */
export const ChecksTable = (props: ChecksTableProps) => {
  const { scorecard, counts, isStale } = props;
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  const [sort, setSort] = useUrlState<string>('checksBy', 'level');
  const rows = useMemo(
    () => sortRows(checkRows(scorecard, counts), sort, checkSortValues),
    [scorecard, counts, sort],
  );
  return (
    <DataTable
      label={t('pages.checks.label')}
      columns={columnsFor(scorecard, locale, t)}
      rows={rows}
      rowKey={row => row.check.id}
      sort={{ value: sort, onChange: setSort }}
      isStale={isStale}
    />
  );
};

function columnsFor(
  scorecard: ScorecardResponse,
  locale: string,
  t: Translate,
): DataColumn<CheckRow>[] {
  const numbers = (state: (typeof counted)[number]): DataColumn<CheckRow> => ({
    id: state,
    title: t(`pages.checks.columns.${state}`),
    isSortable: true,
    align: 'end',
    cell: row => <CountLink row={row} state={state} />,
  });
  return [
    {
      id: 'check',
      title: t('pages.checks.columns.check'),
      isSortable: true,
      isRowHeader: true,
      minWidth: '15rem',
      cell: ({ check }) => <CheckName check={check} />,
    },
    ...(scorecard.mode === 'levels'
      ? [
          {
            id: 'level',
            title: t('pages.checks.columns.level'),
            isSortable: true,
            cell: ({ check }: CheckRow) =>
              scorecard.levels[check.levelIndex]?.title,
          },
        ]
      : []),
    {
      id: 'category',
      title: t('pages.checks.columns.category'),
      isSortable: true,
      cell: ({ check }) => check.category,
    },
    {
      id: 'verdicts',
      title: t('pages.checks.columns.verdicts'),
      minWidth: '9rem',
      cell: ({ counts }) => <VerdictBar counts={counts} />,
    },
    ...counted.map(numbers),
    {
      id: 'weight',
      title: t('pages.checks.columns.weight'),
      isSortable: true,
      align: 'end',
      cell: ({ check }) => check.weight,
    },
    {
      id: 'effort',
      title: t('pages.checks.columns.effort'),
      isSortable: true,
      align: 'end',
      cell: ({ effort }) =>
        effort !== undefined && formatDuration(effort, locale),
    },
  ];
}

/** A number that leads to the entities it counts, still narrowed as before. */
const CountLink = ({ row, state }: { row: CheckRow; state: VerdictState }) => {
  const { t } = useScorecardsTranslation();
  const { getAll, get } = useUrlParams();
  const count = row.counts[state];
  if (count === 0) {
    return <>0</>;
  }
  const kept = listFilters
    .filter(key => key !== 'check')
    .flatMap(key => getAll(key).map(value => [key, value]));
  const text = get('q');
  const rest = new URLSearchParams([...kept, ...(text ? [['q', text]] : [])]);
  const href = entitiesHref({ check: `${row.check.id}:${state}` });
  return (
    <Link
      className={viewStyles.narrowLink}
      to={rest.size > 0 ? `${href}&${rest}` : href}
      aria-label={t('pages.checks.show', {
        entities: `${count}`,
        verdict: t(`common.verdict.${state}`),
        check: row.check.title,
      })}
    >
      <Num value={count} />
    </Link>
  );
};
