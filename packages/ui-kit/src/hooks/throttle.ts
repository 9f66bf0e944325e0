/** @public */
export interface Throttled<T> {
  (item: T): void;
  /** Forgets what waits. */
  cancel(): void;
}

/**
 * Hands on the first item at once; what comes within `pauseMs` of a call waits
 * and is handed on together.
 *
 * @public
 */
export function throttle<T>(
  call: (items: T[]) => unknown,
  pauseMs: number,
): Throttled<T> {
  let waiting: T[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush() {
    timer = undefined;
    if (waiting.length > 0) {
      const items = waiting;
      waiting = [];
      timer = setTimeout(flush, pauseMs);
      call(items);
    }
  }

  return Object.assign(
    (item: T) => {
      waiting.push(item);
      if (timer === undefined) {
        flush();
      }
    },
    {
      cancel: () => {
        clearTimeout(timer);
        timer = undefined;
        waiting = [];
      },
    },
  );
}
