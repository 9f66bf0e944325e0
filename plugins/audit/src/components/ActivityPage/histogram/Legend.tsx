import type { RecordHistogram } from '@daytwo/backstage-plugin-audit-common';
import { useId } from 'react';
import { useAuditTranslation } from '../../../translation';
import { outcomeIcons, useCountFormat } from '../../shared';
import { stackOrder } from './bars';
import styles from './Histogram.module.css';
import { fillOf, Patterns } from './Patterns';

const order = [...stackOrder].reverse();

/** How many of each outcome, with the fill that stands for it. @internal */
export const Legend = ({ histogram }: { histogram: RecordHistogram }) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const id = useId();
  const sums = order.map(
    outcome =>
      [
        outcome,
        histogram.buckets.reduce((sum, bucket) => sum + bucket[outcome], 0),
      ] as const,
  );
  const total = sums.reduce((sum, [, value]) => sum + value, 0);
  return (
    <ul className={styles.legend}>
      <li className={styles.total}>
        {t('filter.histogram.total', {
          count: total,
          number: count(total),
        })}
      </li>
      {sums
        .filter(([, sum]) => sum > 0)
        .map(([outcome, sum]) => {
          const Icon = outcomeIcons[outcome];
          return (
            <li key={outcome}>
              <svg width="14" height="14" aria-hidden>
                <Patterns id={`${id}-${outcome}`} />
                <rect
                  width="14"
                  height="14"
                  rx="2"
                  className={styles.bar}
                  data-outcome={outcome}
                  fill={fillOf(`${id}-${outcome}`, outcome)}
                />
              </svg>
              <Icon size={14} aria-hidden />
              {t('filter.histogram.part', {
                number: count(sum),
                outcome: t(`filter.outcomes.${outcome}`),
              })}
            </li>
          );
        })}
    </ul>
  );
};
