import { Alert, Text } from '@backstage/ui';
import type { SourceResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { formatDuration, RelativeTime, useLocale } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import styles from './SourceRun.module.css';

type Run = NonNullable<SourceResponse['lastRun']>;

/** The last run: when, how long, what came of it, and its error. @internal */
export const SourceRun = ({
  source: { lastRun },
}: {
  source: SourceResponse;
}) => {
  const { t } = useScorecardsTranslation();
  if (!lastRun) {
    return <Text color="secondary">{t('facts.sources.neverRan')}</Text>;
  }
  return (
    <>
      <Text as="div" className={styles.run}>
        <strong>{t('facts.sources.lastRun')}</strong>
        <span>
          {t('facts.sources.runStarted', {
            time: <RelativeTime at={lastRun.startedAt} />,
          })}
        </span>
        <RunTime run={lastRun} />
        <span>
          {t('facts.sources.runCounts', {
            entities: `${lastRun.entities}`,
            changed: `${lastRun.changed}`,
            failed: `${lastRun.failed}`,
          })}
        </span>
      </Text>
      {lastRun.error && <Alert status="danger" icon title={lastRun.error} />}
    </>
  );
};

const RunTime = ({ run: { startedAt, finishedAt } }: { run: Run }) => {
  const { t } = useScorecardsTranslation();
  const locale = useLocale();
  return (
    <span>
      {finishedAt
        ? t('facts.sources.runTook', {
            duration: formatDuration(
              Date.parse(finishedAt) - Date.parse(startedAt),
              locale,
            ),
          })
        : t('facts.sources.runGoing')}
    </span>
  );
};
