import { Text } from '@backstage/ui';
import type { SourceResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { EntityLink, RelativeTime } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import styles from './SourceErrors.module.css';

/** Entities whose facts could not be had of late, and why. @internal */
export const SourceErrors = ({
  errors,
}: {
  errors: SourceResponse['recentErrors'];
}) => {
  const { t } = useScorecardsTranslation();
  return (
    <div>
      <Text as="h3" variant="body-small" weight="bold">
        {t('facts.sources.errors')}
      </Text>
      <ul className={styles.list}>
        {errors.map(({ entityRef, message, at }) => (
          <li key={`${entityRef} ${at}`} className={styles.entry}>
            <EntityLink entityRef={entityRef} />
            <span className={styles.message}>{message}</span>
            <RelativeTime at={at} />
          </li>
        ))}
      </ul>
    </div>
  );
};
