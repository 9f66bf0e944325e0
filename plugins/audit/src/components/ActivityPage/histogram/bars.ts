import type {
  AuditOutcome,
  RecordHistogram,
} from '@daytwo/backstage-plugin-audit-common';

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

/** The range that these buckets cover, whichever was chosen first. @internal */
export function rangeOfBuckets(
  { buckets, bucketMs }: RecordHistogram,
  [a, b]: [number, number],
): { from: string; to: string } {
  const first = buckets[Math.min(a, b)];
  const last = buckets[Math.max(a, b)];
  return {
    from: new Date(Date.parse(first.at)).toISOString(),
    to: new Date(Date.parse(last.at) + bucketMs).toISOString(),
  };
}

/** Twice the time, around the same middle, but not beyond now. @internal */
export function widened(
  histogram: RecordHistogram,
  now: number,
): { from: string; to: string } {
  const from = Date.parse(histogram.from);
  const to = Date.parse(histogram.to);
  const half = (to - from) / 2;
  return {
    from: new Date(from - half).toISOString(),
    to: new Date(Math.min(to + half, now)).toISOString(),
  };
}
