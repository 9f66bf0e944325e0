import type { RollupDimension } from '@daytwo/backstage-plugin-scorecards-common';
import { Text } from '@backstage/ui';
import { Link } from 'react-router-dom';
import { useScorecardsTranslation } from '../../../translation';
import { ScoreChange } from '../../shared';
import { entitiesHref } from '../entities/entityFilter';
import type { RollupItem } from './rollupTree';
import styles from '../ScorecardView.module.css';

/** How the score moved, or that nobody knows. @internal */
export const ChangeValue = ({
  item,
  days,
}: {
  item: RollupItem;
  days: number;
}) => {
  const { t } = useScorecardsTranslation();
  const { score } = item.summary;
  const before = item.scoreBefore;
  if (score === undefined || before === undefined) {
    return <Text color="secondary">{t('pages.rollup.noHistory')}</Text>;
  }
  return Math.round(score) === Math.round(before) ? (
    <Text color="secondary">{t('pages.rollup.unchanged')}</Text>
  ) : (
    <ScoreChange
      from={before}
      to={score}
      since={t('pages.rollup.days', { count: days })}
    />
  );
};

/** The check that most of these entities fail; leads to them. @internal */
export const WorstCheck = ({
  item,
  by,
}: {
  item: RollupItem;
  by: RollupDimension;
}) => {
  const { t } = useScorecardsTranslation();
  const worst = item.worstCheck;
  if (!worst) {
    return <Text color="secondary">{t('pages.rollup.noWorst')}</Text>;
  }
  return (
    <>
      <Link
        className={styles.narrowLink}
        to={entitiesHref({ [by]: item.value, check: `${worst.checkId}:fail` })}
      >
        {worst.title}
      </Link>{' '}
      <Text variant="body-small" color="secondary">
        {t('pages.rollup.failing', { count: worst.failing })}
      </Text>
    </>
  );
};
