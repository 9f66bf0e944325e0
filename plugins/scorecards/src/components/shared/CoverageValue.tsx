import { formatPercent } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { coverageOf } from './coverage';
import styles from './CoverageValue.module.css';

/**
 * How much is known: "24 of 25" for one entity, a percentage over many.
 *
 * @internal
 */
export const CoverageValue = ({
  known,
  counted,
  as = 'count',
}: {
  known: number;
  counted: number;
  as?: 'count' | 'percent';
}) => {
  const { t } = useScorecardsTranslation();
  const percent = coverageOf({ known, counted });
  const numbers = { known: `${known}`, counted: `${counted}` };
  if (percent === undefined) {
    return <span className={styles.value}>{t('common.coverage.nothing')}</span>;
  }
  return (
    <span
      className={styles.value}
      data-complete={known === counted}
      title={t('common.coverage.why', numbers)}
    >
      {as === 'percent'
        ? formatPercent(percent)
        : t('common.coverage.value', numbers)}
    </span>
  );
};
