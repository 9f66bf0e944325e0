import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Where the list has to be scrolled to, so that the row stays where it is seen. */
function steadyTop(
  row: { index: number; before: number; height: number },
  view: { top: number; size: number },
): number {
  const { index, before, height } = row;
  const offset = index * before - view.top;
  const isSeen = offset >= 0 && offset + before <= view.size;
  return isSeen
    ? index * height - Math.min(offset, Math.max(view.size - height, 0))
    : (view.top / before) * height;
}

/**
 * Rows get another height when a record is opened beside them: the row that was
 * opened stays where it was, else the first one that is seen. A list that is
 * opened with a record begins there.
 *
 * @param options.top - how far the list is scrolled; the element itself forgets
 *   when it gets shorter
 * @internal
 */
export function useSteadyRow(
  frame: RefObject<HTMLElement>,
  options: {
    index: number;
    height: number;
    top: number;
    /** Its width is known, and with it the height of rows. */
    isMeasured: boolean;
    isSelected: boolean;
  },
): void {
  const { height, isMeasured } = options;
  const latest = useRef(options);
  const before = useRef<number>();
  latest.current = options;
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element || !isMeasured) {
      return;
    }
    const { index, top, isSelected } = latest.current;
    const size = element.clientHeight;
    if (before.current !== undefined) {
      element.scrollTop = steadyTop(
        { index, before: before.current, height },
        { top, size },
      );
    } else if (isSelected) {
      element.scrollTop = index * height - Math.max(size - height, 0) / 2;
    }
    before.current = height;
  }, [frame, height, isMeasured]);
}
