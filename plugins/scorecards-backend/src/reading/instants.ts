import { toOptionalNumber } from '../database/rows';

const DAY_MS = 86_400_000;

/** ISO 8601 of milliseconds since the epoch. */
export function toIso(ms: number | string): string {
  return new Date(Number(ms)).toISOString();
}

/** The same of a nullable column. */
export function toOptionalIso(
  ms: number | string | null | undefined,
): string | undefined {
  const number = toOptionalNumber(ms);
  return number === undefined ? undefined : toIso(number);
}

/** The day of an instant, UTC, such as `2026-11-30`. */
export function dayOf(ms: number): string {
  return toIso(ms).slice(0, 10);
}

/** The last millisecond of a day. */
export function endOfDay(day: string): number {
  return Date.parse(day) + DAY_MS - 1;
}

/** The last `count` days, oldest first; today is the last one. */
export function lastDays(now: number, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    dayOf(now - (count - 1 - index) * DAY_MS),
  );
}
