import { useEffect, useRef, type RefObject } from 'react';

/**
 * An element that takes the focus where a change takes the one away that had
 * it, so that who works with the keyboard goes on from there.
 *
 * @example
 * ```tsx
 * const headline = useFocusAfter<HTMLDivElement>(holds.length);
 * return <div ref={headline} tabIndex={-1}>…</div>;
 * ```
 *
 * @internal
 */
export function useFocusAfter<T extends HTMLElement>(
  change: number,
): RefObject<T> {
  const element = useRef<T>(null);
  const before = useRef(change);
  useEffect(() => {
    const isLost = document.activeElement === document.body;
    if (before.current !== change && isLost) {
      element.current?.focus({ preventScroll: true });
    }
    before.current = change;
  }, [change]);
  return element;
}
