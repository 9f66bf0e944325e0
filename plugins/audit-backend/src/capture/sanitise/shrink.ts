import type { JsonValue } from '@backstage/types';
import type { Place, Places } from './place';

const SMALLEST = 24;
const CUT = '[cut]';

/** Bytes of a value as JSON. */
export function jsonBytes(value: JsonValue): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/**
 * Makes a value fit. What is small is kept; what is largest is cut, each to an
 * equal share of what is left.
 */
export function shrink(
  value: JsonValue,
  bytes: number,
  place: Place,
  truncated: Places,
): JsonValue {
  const size = jsonBytes(value);
  if (size <= bytes) {
    return value;
  }
  if (typeof value === 'string' && bytes >= SMALLEST) {
    truncated.add(place);
    return cutText(value, bytes);
  }
  if (typeof value !== 'object' || value === null || bytes < SMALLEST) {
    truncated.add(place);
    return CUT;
  }
  return Array.isArray(value)
    ? shrinkList(value, bytes, place, truncated)
    : shrinkObject(value as Record<string, JsonValue>, bytes, place, truncated);
}

function cutText(text: string, bytes: number): string {
  let kept = text;
  for (let over = jsonBytes(kept) + 3 - bytes; over > 0; ) {
    kept = kept.slice(0, Math.max(kept.length - Math.ceil(over / 6) - 1, 0));
    over = jsonBytes(kept) + 3 - bytes;
  }
  return `${kept.replace(/[\ud800-\udbff]$/, '')}…`;
}

function shrinkList(
  list: readonly JsonValue[],
  bytes: number,
  place: Place,
  truncated: Places,
): JsonValue {
  const fitting = Math.floor(bytes / (SMALLEST + 1));
  if (list.length > fitting) {
    truncated.add(place);
  }
  const kept = list.slice(0, fitting);
  const shares = share(kept.map(jsonBytes), bytes - kept.length - 2);
  return kept.map((item, i) =>
    shrink(item, shares[i], { parent: place, key: String(i) }, truncated),
  );
}

function shrinkObject(
  object: Record<string, JsonValue>,
  bytes: number,
  place: Place,
  truncated: Places,
): JsonValue {
  const entries = Object.entries(object);
  let left = bytes - 2;
  const kept = entries.filter(([key]) => {
    left -= jsonBytes(key) + 2;
    return left > SMALLEST;
  });
  if (kept.length < entries.length) {
    truncated.add(place);
  }
  const keys = kept.reduce((sum, [key]) => sum + jsonBytes(key) + 2, 0);
  const sizes = kept.map(([, value]) => jsonBytes(value));
  const shares = share(sizes, bytes - 2 - keys);
  return Object.fromEntries(
    kept.map(([key, value], i) => [
      key,
      shrink(value, shares[i], { parent: place, key }, truncated),
    ]),
  );
}

/** Shares bytes out: the small get what they need, the large an equal part of the rest. */
function share(sizes: readonly number[], bytes: number): number[] {
  const shares: number[] = [];
  let left = bytes;
  const rising = sizes.map((size, i) => ({ size, i }));
  rising.sort((a, b) => a.size - b.size);
  rising.forEach(({ size, i }, done) => {
    shares[i] = Math.min(size, Math.floor(left / (sizes.length - done)));
    left -= shares[i];
  });
  return shares;
}
