import { Alert } from '@backstage/ui';
import { useLocale } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../../translation';
import styles from './header.module.css';

/** How far the entities are judged anew after an edit. @internal */
export const SweepProgress = ({
  sweep,
}: {
  sweep: { done: number; total: number };
}) => {
  const { t } = useScorecardsTranslation();
  const numbers = new Intl.NumberFormat(useLocale());
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('pages.sweep.title', {
        done: numbers.format(sweep.done),
        total: numbers.format(sweep.total),
      })}
      description={
        <div className={styles.sweep}>
          <progress
            className={styles.progress}
            aria-label={t('pages.sweep.label')}
            value={sweep.done}
            max={Math.max(sweep.total, 1)}
          />
          {t('pages.sweep.why')}
        </div>
      }
    />
  );
};
