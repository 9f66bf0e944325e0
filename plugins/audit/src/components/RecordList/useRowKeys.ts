import type { RecordRow } from '@daytwo/backstage-plugin-audit-common';
import {
  useCallback,
  useEffect,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';

const PAGE = 10;

const steps: Record<string, (index: number, last: number) => number> = {
  ArrowDown: index => index + 1,
  ArrowUp: index => index - 1,
  PageDown: index => index + PAGE,
  PageUp: index => index - PAGE,
  Home: () => 0,
  End: (_, last) => last,
  j: index => index + 1,
  k: index => index - 1,
};

/**
 * One row at a time is reached by Tab, the others from there by arrow keys.
 * While a record is open, it follows.
 *
 * @internal
 */
export function useRowKeys(
  frame: RefObject<HTMLElement>,
  options: {
    rows: RecordRow[];
    selected?: number;
    onOpen: (seq: number) => void;
  },
) {
  const { rows, selected, onOpen } = options;
  const [activeSeq, setActive] = useState(selected);
  const [wanted, setWanted] = useState<number>();
  const found = rows.findIndex(({ seq }) => seq === activeSeq);
  const activeIndex = Math.max(found, 0);

  useEffect(() => {
    const row = frame.current?.querySelector<HTMLElement>(
      `[data-seq="${wanted}"]`,
    );
    if (wanted !== undefined && row) {
      row.focus({ preventScroll: true });
      // Also of the page, below the end of which the list may reach.
      row.scrollIntoView?.({ block: 'nearest' });
      setWanted(undefined);
    }
    // The active row is always drawn, with the list scrolled to it or not.
  }, [frame, wanted, activeIndex]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = steps[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      event.preventDefault();
      const last = rows.length - 1;
      const index = Math.min(Math.max(step(activeIndex, last), 0), last);
      const next = rows[index];
      if (next) {
        setActive(next.seq);
        setWanted(next.seq);
        if (selected !== undefined) {
          onOpen(next.seq);
        }
      }
    },
    [rows, activeIndex, selected, onOpen],
  );
  return { activeIndex, setActive, onKeyDown };
}
