/** Spans that reach up to now, by their name in the address. @internal */
export const periods = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 7 * 86_400_000,
  '30d': 30 * 86_400_000,
  '90d': 90 * 86_400_000,
} as const;

/** @internal */
export type Period = keyof typeof periods;

/** Instants, ISO 8601; open where absent. @internal */
export interface TimeRange {
  from?: string;
  to?: string;
}

function instant(text: string | undefined): string | undefined {
  const ms = text ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

/**
 * The range that an address speaks of: `from` and `to`, else the period up to
 * now, else none.
 *
 * @internal
 */
export function rangeOf(
  { from, to, when }: TimeRange & { when?: string },
  now: number,
): TimeRange {
  const range = { from: instant(from), to: instant(to) };
  if (range.from || range.to) {
    return {
      ...(range.from && { from: range.from }),
      ...(range.to && { to: range.to }),
    };
  }
  const span = periods[when as Period];
  return span ? { from: new Date(now - span).toISOString() } : {};
}

/** Whether nothing new can belong to it. @internal */
export function isOver({ to }: TimeRange, now: number): boolean {
  return to !== undefined && Date.parse(to) <= now;
}
