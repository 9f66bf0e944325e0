import type {
  ScorecardCheck,
  ScorecardLevel,
  VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { memo } from 'react';
import { Link } from 'react-router-dom';
import { LevelChip, ScoreValue, VerdictIcon } from '../../shared';
import { stateOf, type EntityRow } from './cells';
import styles from './Heatmap.module.css';

/** A column that is near the visible part. @internal */
export interface ShownColumn {
  /** Index among the checks. */
  index: number;
  /** Distance from the left edge, in pixels. */
  left: number;
  check: ScorecardCheck;
  /** The first of its group, which a line sets off. */
  isFirst: boolean;
}

/** @internal */
export interface HeatmapRowProps {
  row: EntityRow;
  index: number;
  /** Distance from the first row, in pixels. */
  top: number;
  columns: readonly ShownColumn[];
  levels: readonly ScorecardLevel[];
  /** Each verdict in words. */
  words: Record<VerdictState, string>;
  href: string;
  showLevel: boolean;
  /** The column that Tab leads to; undefined in all rows but one. */
  tabColumn?: number;
  /** The column that is open beside the table. */
  openColumn?: number;
}

// One element for each state: React compares it by identity and is done.
const icons: Record<VerdictState, JSX.Element> = {
  pass: <VerdictIcon state="pass" size={14} />,
  fail: <VerdictIcon state="fail" size={14} />,
  unknown: <VerdictIcon state="unknown" size={14} />,
  exempt: <VerdictIcon state="exempt" size={14} />,
  notApplicable: <VerdictIcon state="notApplicable" size={14} />,
};

const EntityHeading = (props: HeatmapRowProps) => {
  const { row, index, levels, showLevel, href, tabColumn } = props;
  const { ref, title } = row.entity;
  return (
    <div role="rowheader" aria-colindex={1} className={styles.entity}>
      <Link
        to={href}
        className={styles.name}
        title={ref}
        tabIndex={tabColumn === 0 ? 0 : -1}
        data-row={index}
        data-column={0}
      >
        {title ?? parseEntityRef(ref).name}
      </Link>
      {showLevel && (
        <span className={styles.level}>
          <LevelChip level={levels[row.level]} />
        </span>
      )}
      <span className={styles.score}>
        <ScoreValue score={row.score} />
      </span>
    </div>
  );
};

/** An entity and its verdicts. @internal */
export const HeatmapRow = memo((props: HeatmapRowProps) => {
  const { row, index, top, columns, words, tabColumn, openColumn } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 3}
      className={styles.row}
      style={{ transform: `translateY(${top}px)` }}
    >
      <EntityHeading {...props} />
      {columns.map(column => {
        const state = stateOf(row, column.check);
        return (
          <div
            key={column.index}
            role="gridcell"
            aria-colindex={column.index + 2}
            aria-label={`${words[state]}: ${column.check.title}`}
            aria-selected={openColumn === column.index}
            tabIndex={tabColumn === column.index + 1 ? 0 : -1}
            className={styles.cell}
            style={{ left: column.left }}
            data-first={column.isFirst}
            data-row={index}
            data-column={column.index + 1}
          >
            {icons[state]}
          </div>
        );
      })}
    </div>
  );
});
