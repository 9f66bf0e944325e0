import { useEffect, useState, type RefObject } from 'react';
import type { CellPosition } from './navigation';
import styles from './Heatmap.module.css';

/** What a cell says. @internal */
export interface CellText {
  verdict: string;
  check: string;
  entity: string;
}

interface Shown {
  text: CellText;
  left: number;
  top: number;
  below: boolean;
}

const ROOM = 96;

/** The cell that an event happened in, if any. @internal */
export function cellOf(target: EventTarget | null): HTMLElement | undefined {
  const cell =
    target instanceof Element
      ? target.closest<HTMLElement>('[data-column]')
      : null;
  return cell ?? undefined;
}

/** Where a cell is. @internal */
export function positionOf(cell: HTMLElement): CellPosition {
  return {
    row: Number(cell.dataset.row),
    column: Number(cell.dataset.column),
  };
}

function place(cell: HTMLElement, text: CellText): Shown {
  const box = cell.getBoundingClientRect();
  const below = box.top < ROOM;
  return {
    text,
    below,
    left: box.left + box.width / 2,
    top: below ? box.bottom : box.top,
  };
}

/**
 * One tooltip for all cells. It listens on the grid by itself, so that the grid
 * draws nothing anew while the mouse crosses it.
 *
 * @internal
 */
export const CellTooltip = ({
  grid,
  textOf,
}: {
  grid: RefObject<HTMLElement>;
  textOf: (position: CellPosition) => CellText | undefined;
}) => {
  const [shown, setShown] = useState<Shown>();
  useEffect(() => {
    const element = grid.current;
    const show = ({ target }: Event) => {
      const cell = cellOf(target);
      const text = cell && textOf(positionOf(cell));
      setShown(cell && text ? place(cell, text) : undefined);
    };
    const hide = () => setShown(undefined);
    const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && hide();
    element?.addEventListener('mouseover', show);
    element?.addEventListener('focusin', show);
    element?.addEventListener('mouseleave', hide);
    element?.addEventListener('click', hide);
    element?.addEventListener('focusout', hide);
    element?.addEventListener('scroll', hide, { passive: true });
    element?.addEventListener('keydown', onKey);
    return () => {
      element?.removeEventListener('mouseover', show);
      element?.removeEventListener('focusin', show);
      element?.removeEventListener('mouseleave', hide);
      element?.removeEventListener('click', hide);
      element?.removeEventListener('focusout', hide);
      element?.removeEventListener('scroll', hide);
      element?.removeEventListener('keydown', onKey);
    };
  }, [grid, textOf]);
  if (!shown) {
    return null;
  }
  const { text, left, top, below } = shown;
  return (
    // The cell's own label says the same to screen readers.
    <div
      className={styles.tooltip}
      data-below={below}
      style={{ left, top }}
      aria-hidden
    >
      <strong>{text.verdict}</strong> {text.check}
      <span className={styles.tooltipEntity}>{text.entity}</span>
    </div>
  );
};
