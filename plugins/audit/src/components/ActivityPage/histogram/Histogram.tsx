import { Button } from '@backstage/ui';
import type { RecordHistogram } from '@daytwo/backstage-plugin-audit-common';
import { isRefused, LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { RiTableLine, RiZoomOutLine } from '@remixicon/react';
import { useState } from 'react';
import type { TimeRange } from '../../../filter';
import { useAudit } from '../../../hooks';
import { useAuditTranslation } from '../../../translation';
import type { Filter } from '../useFilter';
import { rangeOfBuckets, widened } from './bars';
import { Chart } from './Chart';
import styles from './Histogram.module.css';
import { HistogramTable } from './HistogramTable';
import { Legend } from './Legend';
import type { Selection } from './useBrush';

const BUCKETS = 90;
const LIVE_MS = 10_000;

const Loaded = ({
  histogram,
  filter,
}: {
  histogram: RecordHistogram;
  filter: Filter;
}) => {
  const { t } = useAuditTranslation();
  const { set, range } = filter;
  const [hasTable, setTable] = useState(false);
  // The way back leads to the time before.
  const take = ({ from, to }: TimeRange) =>
    set({ when: undefined, from, to }, { push: true });
  const narrow = (selection: Selection) =>
    take(rangeOfBuckets(histogram, selection, Date.now()));
  return (
    <>
      <Chart histogram={histogram} onTake={narrow} />
      <div className={styles.foot}>
        <Legend histogram={histogram} hasBeginning={range.from !== undefined} />
        <span className={styles.actions}>
          {filter.when === 'custom' && (
            <Button
              size="small"
              variant="tertiary"
              iconStart={<RiZoomOutLine />}
              aria-label={t('filter.histogram.widenLabel')}
              onPress={() => take(widened(histogram, Date.now()))}
            >
              {t('filter.histogram.widen')}
            </Button>
          )}
          <Button
            size="small"
            variant="tertiary"
            iconStart={<RiTableLine />}
            aria-expanded={hasTable}
            onPress={() => setTable(!hasTable)}
          >
            {t('filter.histogram.table')}
          </Button>
        </span>
      </div>
      {hasTable && <HistogramTable histogram={histogram} />}
    </>
  );
};

/** Records over time, by outcome; to narrow the time with. @internal */
export const Histogram = ({
  filter,
  isLive,
}: {
  filter: Filter;
  isLive: boolean;
}) => {
  const { t } = useAuditTranslation();
  const state = useAudit(
    'getHistogram',
    { query: { ...filter.query, ...filter.range, buckets: BUCKETS } },
    { keepPrevious: true, everyMs: isLive ? LIVE_MS : undefined },
  );
  if (state.error && isRefused(state.error)) {
    // The list says so already.
    return null;
  }
  return (
    <section
      className={styles.root}
      aria-label={t('filter.histogram.title')}
      data-stale={state.isPrevious}
    >
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton rows={[64, 20]} />}
        failed={t('filter.histogram.failed')}
        permission={t('pages.permission.read')}
      >
        {histogram => <Loaded histogram={histogram} filter={filter} />}
      </WhenLoaded>
    </section>
  );
};
