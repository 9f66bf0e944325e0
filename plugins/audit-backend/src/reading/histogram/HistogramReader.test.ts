import type {
  AuditRecord,
  RecordFilter,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { catalogOptions, everything, fillLog } from '../../__testUtils__/world';
import { createReading, type Reading } from '../createReading';
import { matches } from '../conditions';
import { bucketsFor } from './buckets';

const DAY = 86_400_000;

const strangers = Array.from({ length: 50 }, (_, n) => `user:default/x-${n}`);

const filters: RecordFilter[] = [
  {},
  { noise: true },
  { plugin: ['catalog'] },
  { event: ['scaffolder.task'], outcome: ['succeeded', 'failed'] },
  { actor: ['user:default/ann'] },
  { actor: ['user:default/ann'], entity: ['component:default/shop'] },
  { q: 'größe', severity: ['low'] },
  { group: ['group:default/web'], noise: true },
  { actor: ['nobody'] },
  { actor: ['user:default/ann', ...strangers] },
  { actor: ['user:default/ann', ...strangers], q: 'shop', noise: true },
];

describe.each(databases.eachSupportedId())('HistogramReader on %s', id => {
  let knex: Knex;
  let reading: Reading;
  let records: AuditRecord[];

  beforeAll(async () => {
    knex = await freshDatabase(id);
    records = await fillLog(knex);
    reading = createReading({ knex, ...catalogOptions() });
  });

  it.each(filters)('counts what the list has for %j', async filter => {
    const from = new Date(Date.parse(records[0].at) - DAY).toISOString();
    const to = new Date(Date.parse(records[0].at) + 90 * DAY).toISOString();
    const { condition } = await reading.finder.scope(
      filter,
      everything.condition,
    );
    const expected = records.filter(record => matches(condition, record));

    const histogram = await reading.histogram.read(
      { ...filter, from, to },
      60,
      everything,
    );

    expect(histogram.buckets.length).toBeLessThanOrEqual(60);
    for (const [n, bucket] of histogram.buckets.entries()) {
      const next = Date.parse(bucket.at) + histogram.bucketMs;
      const within = expected.filter(
        ({ at }) => at >= bucket.at && Date.parse(at) < next,
      );
      const counted = (outcome: string) =>
        within.filter(record => record.outcome === outcome).length;
      expect([n, bucket]).toEqual([
        n,
        {
          at: bucket.at,
          succeeded: counted('succeeded'),
          failed: counted('failed'),
          denied: counted('denied'),
          abandoned: counted('abandoned'),
        },
      ]);
    }
  });

  it('counts nothing outside of the time asked for', async () => {
    const [{ at }] = records;
    const { buckets } = await reading.histogram.read(
      { from: '2001-01-01T00:00:00Z', to: at, noise: true },
      10,
      everything,
    );
    const sum = buckets.reduce((total, b) => total + b.succeeded, 0);
    expect(sum).toBe(0);
  });
});

describe('bucketsFor', () => {
  it.each([
    [60_000, 60, 1000],
    [3_600_000, 60, 60_000],
    [30 * DAY, 60, 12 * 3_600_000],
    [365 * DAY, 400, DAY],
    [4000 * DAY, 10, 445 * DAY],
    [0, 1, 1000],
  ])('divides %d ms into at most %d', (span, most, width) => {
    const from = Date.parse('2026-11-01T00:00:00Z');
    const buckets = bucketsFor(from, from + span, most);

    expect(buckets.width).toBe(width);
    expect(buckets.count).toBeLessThanOrEqual(most);
    expect(buckets.from).toBeLessThanOrEqual(from);
    expect(buckets.to).toBeGreaterThanOrEqual(from + span);
    expect(buckets.from % width).toBe(0);
  });
});
