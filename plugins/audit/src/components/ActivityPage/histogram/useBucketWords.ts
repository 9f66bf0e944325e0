import type { RecordHistogram } from '@daytwo/backstage-plugin-audit-common';
import { useLocale } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../../translation';
import { useCountFormat } from '../../shared';
import { stackOrder, type Bucket } from './bars';
import { bucketFormat } from './times';
import type { Selection } from './useBrush';

function sumOf(buckets: Bucket[], outcome: (typeof stackOrder)[number]) {
  return buckets.reduce((sum, bucket) => sum + bucket[outcome], 0);
}

/** What chart, bar and selection are called. @internal */
export function useBucketWords({
  buckets,
  bucketMs,
  from,
  to,
}: RecordHistogram) {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const format = bucketFormat(bucketMs, useLocale());
  const time = (at: string, offset = 0) =>
    format.format(Date.parse(at) + offset);

  const describe = (first: number, last: number): string => {
    const chosen = buckets.slice(first, last + 1);
    const parts = stackOrder
      .map(outcome => [outcome, sumOf(chosen, outcome)] as const)
      .filter(([, sum]) => sum > 0)
      .map(([outcome, sum]) =>
        t('filter.histogram.part', {
          number: count(sum),
          outcome: t(`filter.outcomes.${outcome}`),
        }),
      );
    return t('filter.histogram.bucket', {
      from: time(buckets[first].at),
      to: time(buckets[last].at, bucketMs),
      parts: parts.join(', ') || t('filter.histogram.nothing'),
    });
  };
  return {
    chart: t('filter.histogram.label', { from: time(from), to: time(to) }),
    bucket: (index: number) => describe(index, index),
    selection: ([a, b]: Selection) => describe(Math.min(a, b), Math.max(a, b)),
    time,
  };
}
