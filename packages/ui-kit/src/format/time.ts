const units = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "2 hours ago", "in 3 days", "now", in the words of the locale. @public */
export function formatRelative(
  at: number,
  now: number,
  locale: string,
): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const delta = at - now;
  const unit = units.find(([, ms]) => Math.abs(delta) >= ms);
  if (unit) {
    return words.format(Math.trunc(delta / unit[1]), unit[0]);
  }
  // Seconds matter to those who wait, not to those who look back.
  return words.format(Math.max(0, Math.ceil(delta / 1000)), 'second');
}

/** Date and time with zone, for hovering. @public */
export function formatExact(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'long',
  }).format(at);
}

/** The time for today, the day for this year, else day and year. @public */
export function formatShort(at: number, now: number, locale: string): string {
  const date = new Date(at);
  const today = new Date(now);
  if (date.toDateString() === today.toDateString()) {
    return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
  }
  const year = date.getFullYear() !== today.getFullYear();
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    ...(year && { year: 'numeric' }),
  }).format(at);
}

const spans = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long, in the largest unit that fits: "1.5 hours", "3 days". @public */
export function formatDuration(ms: number, locale: string): string {
  const [unit, size] = spans.find(([, length]) => ms >= length) ?? spans[3];
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(ms / size);
}
