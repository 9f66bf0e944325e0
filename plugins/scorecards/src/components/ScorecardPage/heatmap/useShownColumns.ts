import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import type { ScorecardCheck } from '@daytwo/backstage-plugin-scorecards-common';
import { useEffect, useMemo, type RefObject } from 'react';
import type { ColumnGroup } from './columns';
import type { ShownColumn } from './HeatmapRow';
import type { HeatmapLayout } from './layout';

/**
 * The columns near the visible part, and the one that has the focus. The array
 * is the same until others come into view.
 *
 * @internal
 */
export function useShownColumns(options: {
  checks: readonly ScorecardCheck[];
  groups: readonly ColumnGroup[];
  layout: HeatmapLayout;
  scroller: RefObject<HTMLElement>;
  /** Index among the checks that must exist; -1 for none. */
  keep: number;
}) {
  const { checks, groups, layout, scroller, keep } = options;
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: checks.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => layout.column,
    paddingStart: layout.entity,
    scrollPaddingStart: layout.entity,
    overscan: 4,
    rangeExtractor: range =>
      keep < 0
        ? defaultRangeExtractor(range)
        : [...new Set([...defaultRangeExtractor(range), keep])],
  });
  useEffect(() => virtualizer.measure(), [virtualizer, layout.column]);
  const indexes = virtualizer
    .getVirtualItems()
    .map(item => item.index)
    .join();
  const columns = useMemo(
    () =>
      indexes
        .split(',')
        .filter(text => text !== '')
        .map(Number)
        .filter(index => index < checks.length)
        .map(
          (index): ShownColumn => ({
            index,
            left: layout.entity + index * layout.column,
            check: checks[index],
            isFirst: groups.some(({ start }) => start === index),
          }),
        ),
    [indexes, checks, groups, layout.entity, layout.column],
  );
  return { columns, virtualizer };
}
