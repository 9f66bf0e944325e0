import { useDaytwoTranslation } from '../translation';
import { formatPercent } from '../format';
import styles from './Sparkline.module.css';

const WIDTH = 96;
const HEIGHT = 24;
const PAD = 2;
const LEAST_RANGE = 30;

/** Percentages at the bottom and the top; never so near that a point looks like a leap. */
function scaleOf(known: number[]): { low: number; high: number } {
  const middle = (Math.min(...known) + Math.max(...known)) / 2;
  const half = Math.max(Math.max(...known) - middle, LEAST_RANGE / 2);
  return { low: middle - half, high: middle + half };
}

function pathOf(values: Array<number | undefined>, known: number[]): string {
  const step = (WIDTH - 2 * PAD) / Math.max(values.length - 1, 1);
  const { low, high } = scaleOf(known);
  const height = (value: number) =>
    HEIGHT - PAD - ((value - low) / (high - low)) * (HEIGHT - 2 * PAD);
  let pen = 'M';
  return values
    .map((value, index) => {
      if (value === undefined) {
        pen = 'M';
        return '';
      }
      const x = PAD + index * step;
      const point = `${pen}${x.toFixed(1)} ${height(value).toFixed(1)}`;
      pen = 'L';
      return point;
    })
    .join('');
}

/**
 * A course of percentages in the size of a word, oldest first. A day without a
 * value is a gap.
 *
 * @public
 */
export const Sparkline = ({
  values,
  name,
}: {
  values: Array<number | undefined>;
  /** What it is the course of, for the label. */
  name: string;
}) => {
  const { t } = useDaytwoTranslation();
  const known = values.filter(value => value !== undefined);
  if (known.length < 2) {
    return (
      <span className={styles.short} title={t('trend.tooShort', { name })}>
        –
      </span>
    );
  }
  const last = known[known.length - 1];
  const label = t('trend.label', {
    name,
    first: formatPercent(known[0]),
    last: formatPercent(last),
    days: `${values.length}`,
  });
  return (
    <svg
      className={styles.line}
      role="img"
      aria-label={label}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
    >
      <title>{label}</title>
      <path d={pathOf(values, known)} />
    </svg>
  );
};
