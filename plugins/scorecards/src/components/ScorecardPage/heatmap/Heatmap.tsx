import { parseEntityRef } from '@backstage/catalog-model';
import type {
  ScorecardCheck,
  ScorecardResponse,
  VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import { useElementWidth } from '@daytwo/ui-kit';
import {
  useCallback,
  useMemo,
  useRef,
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { useScorecardsTranslation, type Translate } from '../../../translation';
import { stateOf, type EntityRow } from './cells';
import { cellOf, CellTooltip, positionOf, type CellText } from './CellTooltip';
import { columnsOf } from './columns';
import { HeatmapHead } from './HeatmapHead';
import { HeatmapRow } from './HeatmapRow';
import {
  heatmapLayout,
  ROW_HEIGHT,
  WITH_LEVEL,
  type HeatmapLayout,
} from './layout';
import type { CellPosition } from './navigation';
import { useGridFocus } from './useGridFocus';
import { useShownColumns } from './useShownColumns';
import { useShownRows } from './useShownRows';
import styles from './Heatmap.module.css';

/** One verdict. @internal */
export interface OpenCell {
  entityRef: string;
  checkId: string;
}

/** @internal */
export interface HeatmapProps {
  scorecard: ScorecardResponse;
  rows: readonly EntityRow[];
  /** All matching entities, of which `rows` are the first. */
  total: number;
  /** The last of `rows` come into view. */
  onEndNear: () => void;
  hrefOf: (entityRef: string) => string;
  open?: OpenCell;
  onOpen: (cell: OpenCell) => void;
  /** The rows answer an earlier filter. */
  isStale?: boolean;
}

function sizesOf(layout: HeatmapLayout): CSSProperties {
  return {
    '--entity-width': `${layout.entity}px`,
    '--column-width': `${layout.column}px`,
    '--heading-height': `${layout.heading}px`,
    '--row-height': `${ROW_HEIGHT}px`,
  } as CSSProperties;
}

function wordsOf(t: Translate): Record<VerdictState, string> {
  return {
    pass: t('common.verdict.pass'),
    fail: t('common.verdict.fail'),
    unknown: t('common.verdict.unknown'),
    exempt: t('common.verdict.exempt'),
    notApplicable: t('common.verdict.notApplicable'),
  };
}

/** Everything that is drawn: sizes, rows and columns in view, and the focus. */
function useHeatmap({ scorecard, rows, total, onEndNear }: HeatmapProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const width = useElementWidth(scroller);
  const { checks, groups } = useMemo(() => columnsOf(scorecard), [scorecard]);
  const layout = useMemo(
    () => heatmapLayout(width, checks.length),
    [width, checks.length],
  );
  const scrollers = useRef<(position: CellPosition) => void>();
  const scrollTo = useCallback(
    (position: CellPosition) => scrollers.current?.(position),
    [],
  );
  const focus = useGridFocus({
    grid: scroller,
    scrollTo,
    size: { rows: rows.length, columns: checks.length + 1, page: 10 },
  });
  const shownRows = useShownRows({
    total,
    loaded: rows.length,
    layout,
    scroller,
    onEndNear,
    keep: focus.active.row,
  });
  const shownColumns = useShownColumns({
    checks,
    groups,
    layout,
    scroller,
    keep: focus.active.column - 1,
  });
  scrollers.current = ({ row, column }) => {
    shownRows.virtualizer.scrollToIndex(row);
    if (column > 0) {
      shownColumns.virtualizer.scrollToIndex(column - 1);
    }
  };
  return {
    scroller,
    checks,
    groups,
    layout,
    focus,
    rows: shownRows.rows,
    columns: shownColumns.columns,
  };
}

type HeatmapState = ReturnType<typeof useHeatmap>;

/** The rows in view; those that are not loaded yet keep their place. */
const HeatmapBody = (props: HeatmapProps & { heatmap: HeatmapState }) => {
  const { scorecard, rows, total, hrefOf, open, heatmap } = props;
  const { t } = useScorecardsTranslation();
  const { checks, layout, focus, columns } = heatmap;
  const words = useMemo(() => wordsOf(t), [t]);
  const openColumn = checks.findIndex(check => check.id === open?.checkId);
  return (
    <div
      role="rowgroup"
      className={styles.body}
      style={{ height: total * ROW_HEIGHT }}
    >
      {heatmap.rows.map(({ index, top }) => {
        const row = rows[index];
        return row ? (
          <HeatmapRow
            key={index}
            row={row}
            index={index}
            top={top}
            columns={columns}
            levels={scorecard.levels}
            words={words}
            showLevel={layout.entity >= WITH_LEVEL}
            href={hrefOf(row.entity.ref)}
            tabColumn={
              index === focus.active.row ? focus.active.column : undefined
            }
            openColumn={
              row.entity.ref === open?.entityRef ? openColumn : undefined
            }
          />
        ) : (
          <div
            key={index}
            className={styles.placeholder}
            style={{ transform: `translateY(${top}px)` }}
            aria-hidden
          />
        );
      })}
    </div>
  );
};

/** What a click or a key does to the cell it happens in. */
function useCellEvents(props: HeatmapProps, { checks, focus }: HeatmapState) {
  const { rows, onOpen } = props;
  const openCell = (target: EventTarget) => {
    const cell = cellOf(target);
    const { row, column } = cell ? positionOf(cell) : { row: -1, column: 0 };
    const [entity, check] = [rows[row], checks[column - 1]];
    if (entity && check) {
      onOpen({ entityRef: entity.entity.ref, checkId: check.id });
    }
    return check !== undefined;
  };
  const onClick = ({ target }: MouseEvent) => openCell(target);
  const onKeyDown = (event: KeyboardEvent) => {
    focus.onKeyDown(event);
    const opens = event.key === 'Enter' || event.key === ' ';
    if (opens && openCell(event.target)) {
      event.preventDefault();
    }
  };
  return { onClick, onKeyDown, onFocus: focus.onFocus };
}

/** What the tooltip says about a cell. */
function useCellText(
  rows: readonly EntityRow[],
  checks: readonly ScorecardCheck[],
) {
  const { t } = useScorecardsTranslation();
  return useCallback(
    ({ row, column }: CellPosition): CellText | undefined => {
      const [entity, check] = [rows[row]?.entity, checks[column - 1]];
      return entity && check
        ? {
            verdict: t(`common.verdict.${stateOf(rows[row], check)}`),
            check: check.title,
            entity: entity.title ?? parseEntityRef(entity.ref).name,
          }
        : undefined;
    },
    [rows, checks, t],
  );
}

/**
 * Entities against checks, one sign for each verdict. Only what is in view is
 * in the document, so thousands of rows and hundreds of checks stay quick.
 * Arrow keys walk over the cells, Enter opens one.
 *
 * @internal
 */
export const Heatmap = (props: HeatmapProps) => {
  const { scorecard, rows, total, isStale } = props;
  const { t } = useScorecardsTranslation();
  const heatmap = useHeatmap(props);
  const { scroller, checks, groups, layout, columns } = heatmap;
  const events = useCellEvents(props, heatmap);
  const textOf = useCellText(rows, checks);
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        // The focus goes to the cells; the grid itself is no stop for Tab.
        tabIndex={-1}
        aria-label={t('pages.heatmap.label', { title: scorecard.title })}
        aria-rowcount={total + 2}
        aria-colcount={checks.length + 1}
        aria-busy={isStale}
        className={styles.grid}
        data-stale={isStale}
        style={sizesOf(layout)}
        {...events}
      >
        <div
          className={styles.sheet}
          style={{ width: layout.entity + checks.length * layout.column }}
        >
          <HeatmapHead groups={groups} columns={columns} layout={layout} />
          <HeatmapBody {...props} heatmap={heatmap} />
        </div>
      </div>
      <CellTooltip grid={scroller} textOf={textOf} />
    </>
  );
};
