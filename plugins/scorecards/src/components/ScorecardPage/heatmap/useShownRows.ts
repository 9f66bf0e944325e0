import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, type RefObject } from 'react';
import { GROUP_HEIGHT, ROW_HEIGHT, type HeatmapLayout } from './layout';

/**
 * The rows near the visible part, and the one that has the focus.
 *
 * @internal
 */
export function useShownRows(options: {
  /** Rows that exist, loaded or not. */
  total: number;
  loaded: number;
  layout: HeatmapLayout;
  scroller: RefObject<HTMLElement>;
  /** Index of a row that must exist. */
  keep: number;
  onEndNear: () => void;
}) {
  const { total, loaded, layout, scroller, keep, onEndNear } = options;
  const headHeight = GROUP_HEIGHT + layout.heading;
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 6,
    rangeExtractor: range =>
      keep < total
        ? [...new Set([...defaultRangeExtractor(range), keep])]
        : defaultRangeExtractor(range),
  });
  const rows = virtualizer.getVirtualItems().map(item => ({
    index: item.index,
    top: item.start - headHeight,
  }));
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (loaded < total && last > loaded - 60) {
      onEndNear();
    }
  }, [last, loaded, total, onEndNear]);
  return { rows, virtualizer };
}
