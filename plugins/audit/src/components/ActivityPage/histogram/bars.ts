import type {
  AuditOutcome,
  RecordHistogram,
} from '@daytwo/backstage-plugin-audit-common';
import type { TimeRange } from '../../../filter';

/** @internal */
export type Bucket = RecordHistogram['buckets'][number];

/** From the ground up: what is rare stands where it can be seen. @internal */
export const stackOrder = [
  'denied',
  'failed',
  'abandoned',
  'succeeded',
] as const satisfies readonly AuditOutcome[];

/** A part of a bar, from the top of the chart. @internal */
export interface BarPart {
  outcome: AuditOutcome;
  y: number;
  height: number;
}

// One denied among thousands must still be seen.
const LEAST_HEIGHT = 3;

/** @internal */
export function totalOf(bucket: Bucket): number {
  return stackOrder.reduce((sum, outcome) => sum + bucket[outcome], 0);
}

/** The parts of one bar in a chart of this height, stacked. @internal */
export function partsOf(
  bucket: Bucket,
  { most, height }: { most: number; height: number },
): BarPart[] {
  let y = height;
  return stackOrder.flatMap(outcome => {
    const count = bucket[outcome];
    if (count === 0 || most === 0) {
      return [];
    }
    const exact = (count / most) * height;
    const part = Math.min(Math.max(exact, LEAST_HEIGHT), y);
    y -= part;
    return [{ outcome, y, height: part }];
  });
}

/** What is not over yet has no end: new records belong to it. */
function rangeBetween(from: number, to: number, now: number): TimeRange {
  return {
    from: new Date(from).toISOString(),
    to: to < now ? new Date(to).toISOString() : undefined,
  };
}

/** The range that these buckets cover, whichever was chosen first. @internal */
export function rangeOfBuckets(
  { buckets, bucketMs }: RecordHistogram,
  [a, b]: [number, number],
  now: number,
): TimeRange {
  const first = buckets[Math.min(a, b)];
  const last = buckets[Math.max(a, b)];
  return rangeBetween(
    Date.parse(first.at),
    Date.parse(last.at) + bucketMs,
    now,
  );
}

/** Twice the time, around the same middle. @internal */
export function widened(histogram: RecordHistogram, now: number): TimeRange {
  const from = Date.parse(histogram.from);
  const to = Date.parse(histogram.to);
  const half = (to - from) / 2;
  return rangeBetween(from - half, to + half, now);
}
