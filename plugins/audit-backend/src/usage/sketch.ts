/**
 * Counts of durations by size, each size 19 % longer than the one before: small,
 * can be added up, and gives a median to within 10 %.
 */
export type DurationSketch = Record<string, number>;

const PER_DOUBLING = 4;

function bucketOf(ms: number): number {
  return Math.round(Math.log2(Math.max(1, ms)) * PER_DOUBLING);
}

/** Adds a duration, milliseconds. */
export function addDuration(sketch: DurationSketch, ms: number): void {
  const bucket = bucketOf(ms);
  sketch[bucket] = (sketch[bucket] ?? 0) + 1;
}

/** Reads one that is kept; of one that somebody edited, what is left of it. */
export function readSketch(text: string | null | undefined): DurationSketch {
  try {
    const counts = Object.entries(JSON.parse(text ?? '{}') as object);
    return Object.fromEntries(
      counts.filter(([, count]) => Number.isInteger(count)),
    );
  } catch {
    return {};
  }
}

/** Adds what another one counted. */
export function addSketch(sketch: DurationSketch, other: DurationSketch): void {
  for (const [bucket, count] of Object.entries(other)) {
    sketch[bucket] = (sketch[bucket] ?? 0) + count;
  }
}

/** The duration in the middle, milliseconds; undefined where nothing was counted. */
export function medianOf(sketch: DurationSketch): number | undefined {
  const buckets = Object.entries(sketch)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let seen = 0;
  for (const [bucket, count] of buckets) {
    seen += count;
    if (seen * 2 >= total) {
      return 2 ** (bucket / PER_DOUBLING);
    }
  }
  return undefined;
}
