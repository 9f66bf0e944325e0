import { useEffect } from 'react';

/** Calls back every so many milliseconds, as long as the page is looked at. @internal */
export function useEvery(everyMs: number | undefined, call: () => void): void {
  useEffect(() => {
    if (everyMs === undefined) {
      return undefined;
    }
    const timer = setInterval(() => document.hidden || call(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, call]);
}
