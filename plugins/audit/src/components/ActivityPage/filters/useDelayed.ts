import { useEffect, useState } from 'react';

/** A value once it stays the same for a moment. @internal */
export function useDelayed<T>(value: T, pauseMs: number): T {
  const [delayed, setDelayed] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setDelayed(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return delayed;
}
