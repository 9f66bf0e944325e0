import type { SourceResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { StatusChip } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import styles from './SourcesHealth.module.css';

/** How many sources work, and how many do not. @internal */
export const SourcesHealth = ({ sources }: { sources: SourceResponse[] }) => {
  const { t } = useScorecardsTranslation();
  const ill = sources.filter(
    ({ state }) => state === 'failing' || state === 'degraded',
  ).length;
  const well = sources.length - ill;
  return (
    <div className={styles.health}>
      {ill > 0 && (
        <StatusChip status="danger">
          {t('facts.sources.overall.ill', { count: ill })}
        </StatusChip>
      )}
      {well > 0 && (
        <StatusChip status="success">
          {t('facts.sources.overall.well', { count: well })}
        </StatusChip>
      )}
    </div>
  );
};
