import { setTimeout } from 'timers/promises';

const FIRST_MS = 500;
const LONGEST_MS = 60_000;
const MOST_ASKED_MS = 15 * 60_000;

/** Waits, unless the run is stopped before. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal });
}

/**
 * How long to wait before an attempt is repeated: twice as long each time, and a
 * random part less, so that many do not come back at once.
 *
 * @param random - from 0 to 1
 */
export function backOff(attempt: number, random: number): number {
  const full = Math.min(FIRST_MS * 2 ** (attempt - 1), LONGEST_MS);
  return full * (0.5 + random / 2);
}

/**
 * What `Retry-After` asks for, milliseconds: seconds or a date, a quarter of an
 * hour at most. Undefined where it says nothing that can be read.
 */
export function retryAfter(
  header: string | null,
  now: number,
): number | undefined {
  if (header === null) {
    return undefined;
  }
  const ms = /^\d+$/.test(header.trim())
    ? Number(header) * 1000
    : Date.parse(header) - now;
  return Number.isNaN(ms)
    ? undefined
    : Math.min(Math.max(ms, 0), MOST_ASKED_MS);
}
