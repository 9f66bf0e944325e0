/**
 * How long an answer asks to wait, ms (RFC 9110, 10.2.3): seconds, or an HTTP
 * date. Undefined where it does not say, or not understandably.
 */
export function readRetryAfter(
  headers: Headers,
  now: number,
): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  // Any date that is not HTTP's would be read in the zone of this machine.
  const date = /GMT$/i.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(date) ? undefined : Math.max(date - now, 0);
}
