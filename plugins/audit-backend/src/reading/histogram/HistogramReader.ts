import {
  auditOutcomes,
  type RecordFilter,
  type RecordHistogram,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { readHead } from '../../log/head';
import type { AuditReader } from '../../permissions';
import type { RecordFinder } from '../RecordFinder';
import { bucketsFor, type Buckets } from './buckets';
import { countRecords, type BucketCount } from './countRecords';

/** What {@link HistogramReader} works with. */
export interface HistogramReaderOptions {
  knex: Knex;
  finder: RecordFinder;
  now?: () => number;
}

/** How far back it goes where nobody says. */
const DEFAULT_MS = 30 * 86_400_000;

const toIso = (ms: number) => new Date(ms).toISOString();

/** Counts records over time. */
export class HistogramReader {
  readonly #options: HistogramReaderOptions;

  private constructor(options: HistogramReaderOptions) {
    this.#options = options;
  }

  static create(options: HistogramReaderOptions): HistogramReader {
    return new HistogramReader(options);
  }

  /** @param most - buckets; there may be fewer, of a width that can be read */
  async read(
    filter: RecordFilter,
    most: number,
    reader: AuditReader,
  ): Promise<RecordHistogram> {
    const { knex, finder, now = Date.now } = this.#options;
    const head = await readHead(knex);
    const to = filter.to ? Date.parse(filter.to) : Math.max(now(), head.at + 1);
    const from = filter.from ? Date.parse(filter.from) : to - DEFAULT_MS;
    const buckets = bucketsFor(from, to, most);
    const scope = await finder.scope(
      { ...filter, from: toIso(from), to: toIso(to) },
      reader.condition,
    );
    const counts =
      scope.from < scope.below
        ? await countRecords(knex, { ...scope, buckets })
        : [];
    return present(buckets, counts);
  }
}

function present(
  { from, to, width, count }: Buckets,
  counts: readonly BucketCount[],
): RecordHistogram {
  const buckets = Array.from({ length: count }, (_, n) => ({
    at: toIso(from + n * width),
    succeeded: 0,
    failed: 0,
    denied: 0,
    abandoned: 0,
  }));
  for (const { bucket, outcome, count: some } of counts) {
    const found = buckets[Number(bucket)];
    if (found) {
      found[auditOutcomes[outcome]] += Number(some);
    }
  }
  return { from: toIso(from), to: toIso(to), bucketMs: width, buckets };
}
