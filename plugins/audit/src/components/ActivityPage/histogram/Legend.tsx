import type { RecordHistogram } from '@daytwo/backstage-plugin-audit-common';
import { useLocale } from '@daytwo/ui-kit';
import { useId } from 'react';
import { useAuditTranslation } from '../../../translation';
import { outcomeIcons, useCountFormat } from '../../shared';
import { stackOrder } from './bars';
import styles from './Histogram.module.css';
import { fillOf, Patterns } from './Patterns';
import { dayFormat } from './times';

const order = [...stackOrder].reverse();

/** How many of each outcome, with the fill that stands for it. @internal */
export const Legend = ({
  histogram,
  hasBeginning,
}: {
  histogram: RecordHistogram;
  /** The time was asked for from an instant on; else only a part of it is counted. */
  hasBeginning: boolean;
}) => {
  const { t } = useAuditTranslation();
  const locale = useLocale();
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
        {t(`filter.histogram.${hasBeginning ? 'total' : 'totalSince'}`, {
          count: total,
          number: count(total),
          date: dayFormat(locale).format(Date.parse(histogram.from)),
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
