import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { cellOf, positionOf } from './CellTooltip';
import {
  clampPosition,
  positionAfterKey,
  type CellPosition,
  type GridSize,
} from './navigation';

/**
 * The grid's one place that Tab leads to, moved by the arrow keys. The page
 * must render that cell even where it is out of view.
 *
 * @internal
 */
export function useGridFocus(options: {
  grid: RefObject<HTMLElement>;
  size: GridSize;
  scrollTo: (position: CellPosition) => void;
}) {
  const { grid, size, scrollTo } = options;
  const [chosen, setChosen] = useState<CellPosition>({ row: 0, column: 0 });
  const follow = useRef(false);
  const active = clampPosition(chosen, size);

  useEffect(() => {
    if (follow.current) {
      follow.current = false;
      scrollTo(chosen);
      grid.current
        ?.querySelector<HTMLElement>(
          `[data-row="${chosen.row}"][data-column="${chosen.column}"]`,
        )
        ?.focus({ preventScroll: true });
    }
  }, [chosen, grid, scrollTo]);

  const onKeyDown = (event: KeyboardEvent) => {
    const next = positionAfterKey(active, event, size);
    if (next && cellOf(event.target)) {
      event.preventDefault();
      follow.current = true;
      setChosen(next);
    }
  };
  const onFocus = useCallback((event: FocusEvent) => {
    const cell = cellOf(event.target);
    if (cell) {
      setChosen(positionOf(cell));
    }
  }, []);
  return { active, onKeyDown, onFocus };
}
