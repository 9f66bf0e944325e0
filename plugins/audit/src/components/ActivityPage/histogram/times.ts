const DAY = 86_400_000;

/** Names of instants on an axis that spans so many milliseconds. @internal */
export function axisFormat(
  spanMs: number,
  locale: string,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(
    locale,
    spanMs <= 1.5 * DAY
      ? { hour: '2-digit', minute: '2-digit' }
      : { day: 'numeric', month: 'short' },
  );
}

/** Names of buckets: to the minute, to the second where they are shorter. @internal */
export function bucketFormat(
  bucketMs: number,
  locale: string,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(bucketMs < 60_000 && { second: '2-digit' }),
  });
}

/** Names of days. @internal */
export function dayFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
}
