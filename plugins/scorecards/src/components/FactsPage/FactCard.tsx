import { Alert, Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type { EntityFactsResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { Disclosure, JsonView, ReasonText, RelativeTime } from '@daytwo/ui-kit';
import { useId } from 'react';
import { useScorecardsTranslation } from '../../translation';
import styles from './FactCard.module.css';
import { FactStatus } from './FactStatus';
import { FactValues } from './FactValues';

/** What a source reports about one entity. @internal */
export type FactItem = EntityFactsResponse['items'][number];

/** What one source knows about the entity, how fresh that is, and the document itself. @internal */
export const FactCard = ({ item }: { item: FactItem }) => {
  const { t } = useScorecardsTranslation();
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Card>
        <CardHeader className={styles.header}>
          <Text as="h2" variant="title-x-small" id={id}>
            {item.title}
          </Text>
          <code className={styles.source}>facts.{item.source}</code>
          <FactStatus item={item} />
          <FactDates item={item} />
        </CardHeader>
        <CardBody className={styles.body}>
          <FactTrouble item={item} />
          {item.fact === undefined ? (
            <ReasonText>{t('facts.fact.neverText')}</ReasonText>
          ) : (
            <>
              <FactValues fact={item.fact} />
              <Disclosure title={t('facts.fact.raw')}>
                <JsonView json={item.fact} label={t('facts.fact.raw')} />
              </Disclosure>
            </>
          )}
        </CardBody>
      </Card>
    </section>
  );
};

const FactDates = ({ item }: { item: FactItem }) => {
  const { t } = useScorecardsTranslation();
  const { observedAt, changedAt, version, fact } = item;
  return (
    <Text variant="body-small" color="secondary" className={styles.dates}>
      {observedAt && (
        <span>
          {t('facts.fact.observed', { time: <RelativeTime at={observedAt} /> })}
        </span>
      )}
      {changedAt && (
        <span>
          {t('facts.fact.changed', { time: <RelativeTime at={changedAt} /> })}
        </span>
      )}
      {fact !== undefined && (
        <span>{t('facts.fact.version', { version: `${version}` })}</span>
      )}
    </Text>
  );
};

const FactTrouble = ({ item: { error, stale, fact } }: { item: FactItem }) => {
  const { t } = useScorecardsTranslation();
  return (
    <>
      {error && (
        <Alert
          status="danger"
          icon
          title={error.message}
          description={t('facts.fact.errorText', {
            time: <RelativeTime at={error.at} />,
          })}
        />
      )}
      {stale && fact !== undefined && (
        <ReasonText>{t('facts.fact.staleText')}</ReasonText>
      )}
    </>
  );
};
