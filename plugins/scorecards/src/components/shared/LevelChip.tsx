import { RiCircleLine, RiMedalFill } from '@remixicon/react';
import { useScorecardsTranslation } from '../../translation';
import { colorOf } from './levels';
import styles from './LevelChip.module.css';

/**
 * The level that is reached, or that none is.
 *
 * @example
 * ```tsx
 * <LevelChip level={scorecard.levels[row.level]} />
 * ```
 *
 * @internal
 */
export const LevelChip = ({
  level,
  size = 'small',
}: {
  /** Absent: no level is reached. */
  level?: { title: string; color: string };
  size?: 'small' | 'large';
}) => {
  const { t } = useScorecardsTranslation();
  const Icon = level ? RiMedalFill : RiCircleLine;
  return (
    <span className={styles.chip} data-color={colorOf(level)} data-size={size}>
      <Icon size={size === 'large' ? 18 : 14} aria-hidden />
      {level?.title ?? t('common.level.none')}
    </span>
  );
};
