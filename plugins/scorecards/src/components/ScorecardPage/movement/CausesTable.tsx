import type {
  MovementResponse,
  TransitionCause,
} from '@daytwo/backstage-plugin-scorecards-common';
import { Num } from '@daytwo/ui-kit';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import { useScorecardsTranslation, type Translate } from '../../../translation';
import { DataTable, type DataColumn } from '../table';
import styles from './MovementTab.module.css';

type CauseRow = MovementResponse['causes'][number];

/** How much each cause moved; choosing one narrows the list below. @internal */
export const CausesTable = ({
  movement,
  isStale,
  onChoose,
}: {
  movement: MovementResponse;
  isStale: boolean;
  onChoose: (cause: TransitionCause) => void;
}) => {
  const { t } = useScorecardsTranslation();
  const { causes } = movement;
  const most = Math.max(
    1,
    ...causes.map(item => Math.max(item.improved, item.worsened)),
  );
  const moved = (item: CauseRow) => item.improved + item.worsened + item.other;
  return (
    <DataTable
      label={t('pages.movement.label')}
      columns={columnsFor({ most, onChoose, t })}
      rows={[...causes].sort((a, b) => moved(b) - moved(a))}
      rowKey={row => row.cause}
      isStale={isStale}
    />
  );
};

function columnsFor(options: {
  most: number;
  onChoose: (cause: TransitionCause) => void;
  t: Translate;
}): DataColumn<CauseRow>[] {
  const { most, onChoose, t } = options;
  return [
    {
      id: 'cause',
      title: t('pages.movement.columns.cause'),
      isRowHeader: true,
      minWidth: '12rem',
      cell: ({ cause }) => (
        <button
          type="button"
          className={styles.cause}
          title={t('pages.movement.only', {
            cause: t(`common.cause.${cause}`),
          })}
          onClick={() => onChoose(cause)}
        >
          {t(`common.cause.${cause}`)}
        </button>
      ),
    },
    {
      id: 'improved',
      title: t('pages.movement.columns.improved'),
      minWidth: '10rem',
      cell: ({ improved }) => (
        <Amount count={improved} most={most} direction="up" />
      ),
    },
    {
      id: 'worsened',
      title: t('pages.movement.columns.worsened'),
      minWidth: '10rem',
      cell: ({ worsened }) => (
        <Amount count={worsened} most={most} direction="down" />
      ),
    },
    {
      id: 'other',
      title: t('pages.movement.columns.other'),
      align: 'end',
      cell: ({ other }) => <Num value={other} />,
    },
    {
      id: 'entities',
      title: t('pages.movement.columns.entities'),
      align: 'end',
      cell: ({ entities }) => <Num value={entities} />,
    },
  ];
}

const Amount = ({
  count,
  most,
  direction,
}: {
  count: number;
  most: number;
  direction: 'up' | 'down';
}) => {
  const Icon = direction === 'up' ? RiArrowUpLine : RiArrowDownLine;
  return (
    <span className={styles.amount}>
      <span className={styles.count}>
        {count > 0 && <Icon size={14} aria-hidden />}
        <Num value={count} />
      </span>
      <span
        className={styles.amountBar}
        data-direction={direction}
        style={{ inlineSize: `${(100 * count) / most}%` }}
        aria-hidden
      />
    </span>
  );
};
