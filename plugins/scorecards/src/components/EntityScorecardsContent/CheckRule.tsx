import { durationToMs } from '@daytwo/backstage-plugin-scorecards-common';
import type { ScorecardCheck } from '@daytwo/backstage-plugin-scorecards-common';
import { formatDuration, ReasonText, useLocale } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import styles from './CheckRule.module.css';

/** The rule as it is written, its weight, and how old its facts may be. @internal */
export const CheckRule = ({ check }: { check: ScorecardCheck }) => {
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  const remarks = [
    t('entity.check.weight', { weight: `${check.weight}` }),
    check.freshness &&
      t('entity.check.freshness', {
        age: formatDuration(durationToMs(check.freshness), locale),
      }),
  ];
  return (
    <>
      <pre className={styles.rule}>
        <code>{check.rule}</code>
      </pre>
      <ReasonText>{remarks.filter(Boolean).join(' · ')}</ReasonText>
    </>
  );
};
