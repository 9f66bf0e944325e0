import { useEffect, useState } from 'react';

const TICK_MS = 30_000;

/** The time, anew every half minute, so that "2 h ago" stays true. @public */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
