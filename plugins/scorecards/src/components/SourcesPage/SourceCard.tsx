import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { SourceResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Disclosure, ReasonText, StatusChip } from '@daytwo/ui-kit';
import { useId } from 'react';
import { useScorecardsTranslation } from '../../translation';
import styles from './SourceCard.module.css';
import { SourceErrors } from './SourceErrors';
import { SourceNumbers } from './SourceNumbers';
import { SourceRun } from './SourceRun';
import { SourceSchema } from './SourceSchema';

const statuses = {
  healthy: 'success',
  degraded: 'warning',
  failing: 'danger',
  idle: 'neutral',
  running: 'info',
} as const;

/** One source: health, last run, numbers, errors, and what it reports. @internal */
export const SourceCard = ({ source }: { source: SourceResponse }) => {
  const { t } = useScorecardsTranslation();
  const id = useId();
  const { state, title, description, mode, recentErrors } = source;
  return (
    <section aria-labelledby={id}>
      <Card>
        <CardHeader className={styles.header}>
          <Text as="h2" variant="title-x-small" id={id}>
            {title}
          </Text>
          <code className={styles.source}>facts.{source.id}</code>
          <StatusChip status={statuses[state]}>
            {t(`facts.sources.state.${state}`)}
          </StatusChip>
        </CardHeader>
        <CardBody className={styles.body}>
          {description && <ReasonText>{description}</ReasonText>}
          {mode !== 'push' && <SourceRun source={source} />}
          <SourceNumbers source={source} />
          {recentErrors.length > 0 && <SourceErrors errors={recentErrors} />}
          <Disclosure title={t('facts.sources.schema')}>
            <SourceSchema schema={source.schema} />
          </Disclosure>
        </CardBody>
      </Card>
    </section>
  );
};
