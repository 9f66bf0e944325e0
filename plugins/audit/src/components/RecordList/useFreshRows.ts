import type { RecordRow } from '@daytwo/backstage-plugin-audit-common';
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';

const NEAR_TOP = 4;
const ANNOUNCE_MS = 5_000;

/** How many rows stand before the one that was first. */
function countBefore(rows: RecordRow[], first: number | undefined): number {
  const index = rows.findIndex(({ seq }) => seq === first);
  return first === undefined || index < 0 ? 0 : index;
}

/** Tells screen readers of new rows, but not of each one by itself. */
function useAnnounced() {
  const [announced, setAnnounced] = useState(0);
  const waiting = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => () => clearTimeout(timer.current), []);
  const announce = useCallback((added: number) => {
    waiting.current += added;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      setAnnounced(waiting.current);
      waiting.current = 0;
    }, ANNOUNCE_MS);
  }, []);
  return { announced, announce };
}

/**
 * Keeps what is read in its place when rows come in above it, and counts those
 * that were not seen yet. At the top, and with the pointer and the keyboard
 * elsewhere, new rows simply appear. Rows of another question begin at the top.
 *
 * @internal
 */
export function useFreshRows(
  frame: RefObject<HTMLElement>,
  options: {
    rows: RecordRow[];
    /** What the rows answer. */
    question: string;
    height: number;
    isReading: boolean;
  },
) {
  const { rows, question, height, isReading } = options;
  const [count, setCount] = useState(0);
  const { announced, announce } = useAnnounced();
  const first = useRef<number>();
  const answered = useRef(question);

  useLayoutEffect(() => {
    const element = frame.current;
    if (answered.current !== question) {
      answered.current = question;
      first.current = rows.at(0)?.seq;
      setCount(0);
      if (element) {
        element.scrollTop = 0;
      }
      return;
    }
    const added = countBefore(rows, first.current);
    const replaced =
      first.current !== undefined &&
      !rows.some(({ seq }) => seq === first.current);
    first.current = rows.at(0)?.seq;
    if (replaced) {
      setCount(0);
    }
    if (!element || added === 0) {
      return;
    }
    announce(added);
    const isHeld =
      isReading ||
      element.scrollTop > NEAR_TOP ||
      element.matches(':hover') ||
      element.contains(document.activeElement);
    if (isHeld) {
      element.scrollTop += added * height;
      setCount(seen => seen + added);
    }
  }, [frame, rows, question, height, isReading, announce]);

  useEffect(() => {
    const element = frame.current;
    const onScroll = () =>
      element && element.scrollTop <= NEAR_TOP && setCount(0);
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => element?.removeEventListener('scroll', onScroll);
  }, [frame]);

  const show = useCallback(() => {
    frame.current?.scrollTo?.({ top: 0 });
    setCount(0);
  }, [frame]);
  return { count, announced, show };
}
