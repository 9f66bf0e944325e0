import type {
  RollupResponse,
  ScorecardResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { Num, useUrlState } from '@daytwo/ui-kit';
import { useMemo, useState } from 'react';
import { useScorecardsTranslation, type Translate } from '../../../translation';
import { CoverageValue, coverageOf, LevelBar, ScoreValue } from '../../shared';
import { comparator, DataTable, type DataColumn } from '../table';
import { ChangeValue, WorstCheck } from './RollupCells';
import { nameOf, RollupName } from './RollupName';
import { treeRows, type RollupItem, type RollupTreeRow } from './rollupTree';

const MANY = 60;

const sortValues = {
  name: nameOf,
  entities: (item: RollupItem) => item.summary.entities,
  score: (item: RollupItem) => item.summary.score,
  coverage: (item: RollupItem) => coverageOf(item.summary),
  change: ({ summary, scoreBefore }: RollupItem) =>
    summary.score === undefined || scoreBefore === undefined
      ? undefined
      : summary.score - scoreBefore,
};

/** In a big tree, what lies deeper than two levels starts folded. */
function initiallyCollapsed({ items }: RollupResponse): Set<string> {
  const nested = items.filter(item => item.parent !== undefined);
  return new Set(items.length > MANY ? nested.map(item => item.value) : []);
}

interface RollupTableProps {
  scorecard: ScorecardResponse;
  rollup: RollupResponse;
  days: number;
  isStale: boolean;
}

/** Sums, nested where groups are. @internal */
export const RollupTable = (props: RollupTableProps) => {
  const { rollup, isStale } = props;
  const { t } = useScorecardsTranslation();
  const [sort, setSort] = useUrlState<string>('order', 'score');
  const [collapsed, setCollapsed] = useState(() => initiallyCollapsed(rollup));
  const rows = useMemo(
    () => treeRows(rollup.items, collapsed, comparator(sort, sortValues)),
    [rollup.items, collapsed, sort],
  );
  const toggle = (value: string) =>
    setCollapsed(before => {
      const after = new Set(before);
      return after.delete(value) ? after : after.add(value);
    });
  const dimension = t(`pages.rollup.dimensions.${rollup.by}`);
  return (
    <DataTable
      label={t('pages.rollup.label', { dimension })}
      columns={columnsFor(props, toggle, t)}
      rows={rows}
      rowKey={row => row.item.value}
      sort={{ value: sort, onChange: setSort }}
      isStale={isStale}
    />
  );
};

function columnsFor(
  { scorecard, rollup, days }: RollupTableProps,
  onToggle: (value: string) => void,
  t: Translate,
): DataColumn<RollupTreeRow>[] {
  return [
    {
      id: 'name',
      title: t(`pages.rollup.dimensions.${rollup.by}`),
      isSortable: true,
      isRowHeader: true,
      minWidth: '12rem',
      cell: row => <RollupName row={row} by={rollup.by} onToggle={onToggle} />,
    },
    {
      id: 'entities',
      title: t('pages.rollup.columns.entities'),
      isSortable: true,
      align: 'end',
      cell: ({ item }) => <Num value={item.summary.entities} />,
    },
    {
      id: 'levels',
      title: t('pages.rollup.columns.levels'),
      minWidth: '10rem',
      cell: ({ item }) => (
        <LevelBar levels={scorecard.levels} counts={item.summary.levels} />
      ),
    },
    {
      id: 'score',
      title: t('pages.rollup.columns.score'),
      isSortable: true,
      align: 'end',
      cell: ({ item }) => <ScoreValue score={item.summary.score} />,
    },
    {
      id: 'change',
      title: t('pages.rollup.columns.change'),
      isSortable: true,
      align: 'end',
      cell: ({ item }) => <ChangeValue item={item} days={days} />,
    },
    {
      id: 'coverage',
      title: t('pages.rollup.columns.coverage'),
      isSortable: true,
      align: 'end',
      cell: ({ item }) => <CoverageValue {...item.summary} as="percent" />,
    },
    {
      id: 'worst',
      title: t('pages.rollup.columns.worst'),
      minWidth: '14rem',
      cell: ({ item }) => <WorstCheck item={item} by={rollup.by} />,
    },
  ];
}
