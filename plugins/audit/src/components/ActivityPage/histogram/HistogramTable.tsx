import type { RecordHistogram } from '@daytwo/backstage-plugin-audit-common';
import { PlainTable } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../../translation';
import { useCountFormat } from '../../shared';
import { stackOrder, totalOf } from './bars';
import styles from './Histogram.module.css';
import { useBucketWords } from './useBucketWords';

const order = [...stackOrder].reverse();

/** The same numbers as a table. @internal */
export const HistogramTable = ({
  histogram,
}: {
  histogram: RecordHistogram;
}) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const words = useBucketWords(histogram);
  const filled = histogram.buckets.filter(bucket => totalOf(bucket) > 0);
  return filled.length === 0 ? (
    <p className={styles.none}>{t('filter.histogram.tableEmpty')}</p>
  ) : (
    <PlainTable
      label={t('filter.histogram.tableLabel')}
      head={[
        t('filter.histogram.tableTime'),
        ...order.map(outcome => t(`record.outcome.${outcome}`)),
      ]}
      rows={filled.map(bucket => ({
        key: bucket.at,
        cells: [
          words.time(bucket.at),
          ...order.map(outcome => count(bucket[outcome])),
        ],
      }))}
    />
  );
};
