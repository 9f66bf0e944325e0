import { someHistogram } from '../../../__testUtils__/records';
import { partsOf, rangeOfBuckets, totalOf, widened } from './bars';

const bucket = {
  at: '',
  succeeded: 10_000,
  failed: 1,
  denied: 0,
  abandoned: 0,
};

describe('partsOf', () => {
  it('stacks the parts from the ground up, and shows one failure among thousands', () => {
    const [failed, succeeded] = partsOf(bucket, { most: 10_001, height: 60 });

    expect(failed).toEqual({ outcome: 'failed', y: 57, height: 3 });
    expect(succeeded.outcome).toBe('succeeded');
    expect(succeeded.y).toBeCloseTo(0, 1);
  });

  it('never grows out of the chart', () => {
    const parts = partsOf(
      { ...bucket, denied: 1, abandoned: 1 },
      { most: totalOf(bucket), height: 6 },
    );
    expect(Math.min(...parts.map(({ y }) => y))).toBeGreaterThanOrEqual(0);
  });

  it('draws nothing for an empty bucket', () => {
    const empty = { ...bucket, succeeded: 0, failed: 0 };
    expect(partsOf(empty, { most: 0, height: 60 })).toEqual([]);
  });
});

describe('rangeOfBuckets', () => {
  it('covers the buckets whole, whichever was chosen first', () => {
    const range = {
      from: '2026-03-02T08:30:00.000Z',
      to: '2026-03-02T09:30:00.000Z',
    };
    expect(rangeOfBuckets(someHistogram, [1, 2])).toEqual(range);
    expect(rangeOfBuckets(someHistogram, [2, 1])).toEqual(range);
  });
});

describe('widened', () => {
  it('doubles the time around its middle, but not beyond now', () => {
    const now = Date.parse('2026-03-02T10:30:00Z');
    expect(widened(someHistogram, now)).toEqual({
      from: '2026-03-02T07:00:00.000Z',
      to: '2026-03-02T10:30:00.000Z',
    });
  });
});
