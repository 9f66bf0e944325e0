import { Text } from '@backstage/ui';
import type {
  AuditRecord,
  RecordDetail,
} from '@daytwo/backstage-plugin-audit-common';
import { Disclosure, formatExact, JsonView, useLocale } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import {
  ActorName,
  Duration,
  eventPhrase,
  OutcomeChip,
  RefLink,
  SeverityMark,
} from '../shared';
import { Asked } from './Asked';
import { Diff } from './Diff';
import { Proof } from './Proof';
import styles from './RecordPanel.module.css';
import { Related } from './Related';
import { Facts, Section } from './Section';

/** What is shown is what is hashed and proved, not what else the answer says. */
function shownRecord({ record, body }: RecordDetail): AuditRecord {
  try {
    return JSON.parse(body) as AuditRecord;
  } catch {
    return record as AuditRecord;
  }
}

const Times = ({ record }: { record: AuditRecord }) => {
  const { t } = useAuditTranslation();
  const locale = useLocale();
  const exact = (at: string) => (
    <time dateTime={at}>{formatExact(Date.parse(at), locale)}</time>
  );
  const { at, startedAt, durationMs, source, plugin, event, action } = record;
  return (
    <Facts
      facts={[
        [t('record.panel.recordedAt'), exact(at)],
        [t('record.panel.startedAt'), exact(startedAt)],
        [
          t('record.panel.took'),
          durationMs === undefined ? (
            t('record.panel.tookUnknown')
          ) : (
            <Duration ms={durationMs} />
          ),
        ],
        [
          t('record.panel.event'),
          <code key="event">
            {[plugin, event, action].filter(Boolean).join('.')}
          </code>,
        ],
        [
          t('record.panel.severityTitle'),
          t(`record.severity.${record.severity}`),
        ],
        [t('record.panel.reportedBy'), t(`record.source.${source}`)],
      ]}
    />
  );
};

const Chain = ({ record }: { record: AuditRecord }) => {
  const { t } = useAuditTranslation();
  return (
    <Section title={t('record.panel.chain')}>
      <ol className={styles.chain} aria-label={t('record.panel.chainLabel')}>
        {record.actors.map((actor, index) => (
          <li key={index}>
            <ActorName actor={actor} />
            <span className={styles.kind}>
              {t(`record.actorType.${actor.type}`)}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
};

/** Everything about one record. @internal */
export const RecordDetails = ({
  detail,
  onOpen,
}: {
  detail: RecordDetail;
  onOpen: (seq: number) => void;
}) => {
  const { t } = useAuditTranslation();
  const record = shownRecord(detail);
  const { entities = [], error, change } = record;
  return (
    <>
      <div className={styles.headline}>
        <SeverityMark severity={record.severity} />
        <Text as="h3" variant="title-x-small" weight="bold">
          {eventPhrase(record, t)}
        </Text>
        <OutcomeChip outcome={record.outcome} />
      </div>
      {record.noise && (
        <p className={styles.quiet}>{t('record.panel.noise')}</p>
      )}
      {error && (
        <Section title={t('record.panel.error')}>
          <p className={styles.error}>
            <strong>{error.name}</strong>: {error.message}
          </p>
        </Section>
      )}
      <Chain record={record} />
      {entities.length > 0 && (
        <Section title={t('record.panel.entities')}>
          <ul className={styles.entities}>
            {entities.map(ref => (
              <li key={ref}>
                <RefLink entityRef={ref} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {change && (
        <Section title={t('record.panel.change')}>
          <Diff change={change} />
        </Section>
      )}
      <Asked record={record} />
      <Times record={record} />
      <Related
        seq={record.seq}
        correlationId={record.correlationId}
        onOpen={onOpen}
      />
      <Proof detail={detail} />
      <Disclosure title={t('record.panel.raw')}>
        <JsonView json={record} label={t('record.panel.raw')} />
      </Disclosure>
    </>
  );
};
