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

const later = Date.parse('2026-03-03T00:00:00Z');

describe('rangeOfBuckets', () => {
  it('covers the buckets whole, whichever was chosen first', () => {
    const range = {
      from: '2026-03-02T08:30:00.000Z',
      to: '2026-03-02T09:30:00.000Z',
    };
    expect(rangeOfBuckets(someHistogram, [1, 2], later)).toEqual(range);
    expect(rangeOfBuckets(someHistogram, [2, 1], later)).toEqual(range);
  });

  it('is open at its end where the last bucket is not over', () => {
    const now = Date.parse('2026-03-02T09:10:00Z');
    expect(rangeOfBuckets(someHistogram, [1, 2], now)).toEqual({
      from: '2026-03-02T08:30:00.000Z',
    });
  });
});

describe('widened', () => {
  it('doubles the time around its middle, and is open where that is not over', () => {
    const from = '2026-03-02T07:00:00.000Z';
    const to = '2026-03-02T11:00:00.000Z';
    expect(widened(someHistogram, later)).toEqual({ from, to });
    expect(widened(someHistogram, Date.parse(to) - 1)).toEqual({ from });
  });
});
