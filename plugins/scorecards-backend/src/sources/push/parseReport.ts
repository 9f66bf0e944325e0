import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { CLOCK_SKEW_MS } from '../../database/facts/writeFacts';

/** Something read, or why it cannot be. */
export type Read<T> = { ok: true; value: T } | { ok: false; message: string };

const isoInstant =
  /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/i;

/** A whole entity ref, in the catalog's spelling. */
export function readRef(text: string): Read<string> {
  try {
    const value = stringifyEntityRef(parseEntityRef(text));
    return { ok: true, value };
  } catch {
    const message = `"${text}" is not an entity ref such as "component:default/billing"`;
    return { ok: false, message };
  }
}

/** When something was observed: an instant that is not in the future. */
export function readObservedAt(
  text: string | undefined,
  now: number,
): Read<number> {
  if (text === undefined) return { ok: true, value: now };
  const value = isoInstant.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(value)) {
    const message = `observedAt is "${text}"; it must be an ISO 8601 instant such as "2027-01-31T09:00:00Z"`;
    return { ok: false, message };
  }
  if (value > now + CLOCK_SKEW_MS) {
    const here = new Date(now).toISOString();
    const message = `observedAt is ${text}, which is in the future: here it is ${here}`;
    return { ok: false, message };
  }
  return { ok: true, value: Math.min(value, now) };
}
