import { useAuditTranslation } from '../../translation';
import styles from './UsagePage.module.css';

const WIDTH = 96;
const HEIGHT = 24;
const GAP = 1;

/** Runs over the period as small bars, oldest first. @internal */
export const RunsTrend = ({ values }: { values: number[] }) => {
  const { t } = useAuditTranslation();
  const most = Math.max(...values, 1);
  const step = WIDTH / Math.max(values.length, 1);
  const label = t('usage.trendLabel', { values: values.join(', ') });
  return (
    <svg
      role="img"
      aria-label={label}
      width={WIDTH}
      height={HEIGHT}
      className={styles.trend}
    >
      <title>{label}</title>
      {values.map((value, index) => {
        const height = value === 0 ? 1 : Math.max((value / most) * HEIGHT, 2);
        return (
          <rect
            key={index}
            x={index * step}
            y={HEIGHT - height}
            width={Math.max(step - GAP, 1)}
            height={height}
          />
        );
      })}
    </svg>
  );
};
