import { RiArrowDownSFill, RiArrowUpSFill } from '@remixicon/react';
import { VisuallyHidden } from '@backstage/ui';
import { formatPercent } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import styles from './ScoreValue.module.css';

/**
 * A change in points, with its direction as sign, word and colour. Nothing
 * where it rounds to zero.
 *
 * @internal
 */
export const ScoreChange = ({
  from,
  to,
  since,
}: {
  from: number;
  to: number;
  /** In words, such as "a week ago". */
  since: string;
}) => {
  const { t } = useScorecardsTranslation();
  const points = Math.round(to) - Math.round(from);
  if (points === 0) {
    return null;
  }
  const direction = points > 0 ? 'up' : 'down';
  const Icon = points > 0 ? RiArrowUpSFill : RiArrowDownSFill;
  const label = t(`common.score.${direction}`, {
    points: `${Math.abs(points)}`,
    since,
  });
  return (
    <span className={styles.change} data-direction={direction} title={label}>
      <Icon size={16} aria-hidden />
      <span aria-hidden>{Math.abs(points)}</span>
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  );
};

/** A score in percent, and how it changed. @internal */
export const ScoreValue = ({
  score,
  before,
  since,
  size = 'small',
}: {
  /** Absent: nothing counts. */
  score?: number;
  before?: number;
  /** When `before` was, in words; a week ago by default. */
  since?: string;
  size?: 'small' | 'large';
}) => {
  const { t } = useScorecardsTranslation();
  if (score === undefined) {
    return (
      <span
        className={styles.nothing}
        data-size={size}
        title={t('common.score.nothingWhy')}
      >
        {t('common.score.nothing')}
      </span>
    );
  }
  return (
    <span className={styles.root}>
      <span className={styles.score} data-size={size}>
        {formatPercent(score)}
      </span>
      {before !== undefined && (
        <ScoreChange
          from={before}
          to={score}
          since={since ?? t('common.score.weekAgo')}
        />
      )}
    </span>
  );
};
