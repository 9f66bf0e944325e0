import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import type { ReactNode } from 'react';
import { useAuditTranslation } from '../../translation';
import styles from './RecordPanel.module.css';
import { Facts, Section } from './Section';

/** The request, and what the plugin says about it. @internal */
export const Asked = ({ record }: { record: AuditRecord }) => {
  const { t } = useAuditTranslation();
  const { request = {}, meta = {} } = record;
  const { method, url, ip, userAgent } = request;
  const call = [method, url].filter(Boolean).join(' ');
  const values = Object.entries(meta);
  const isBare = !call && !ip && !userAgent && values.length === 0;
  return (
    <Section title={t('record.panel.asked')}>
      {isBare && <p className={styles.quiet}>{t('record.panel.noRequest')}</p>}
      <Facts
        facts={[
          call && [t('record.panel.method'), <code key="call">{call}</code>],
          ip && [t('record.panel.ip'), <code key="ip">{ip}</code>],
          userAgent && [t('record.panel.userAgent'), userAgent],
          ...values.map(([name, value]): [string, ReactNode] => [
            name,
            typeof value === 'string' ? (
              value
            ) : (
              <code>{JSON.stringify(value, undefined, 1)}</code>
            ),
          ]),
        ]}
      />
      <Missing record={record} />
    </Section>
  );
};

/** What was taken out or cut before it was stored is said, not hidden. */
const Missing = ({ record }: { record: AuditRecord }) => {
  const { t } = useAuditTranslation();
  const { redacted = [], truncated = [] } = record;
  return (
    <>
      {redacted.length > 0 && (
        <p className={styles.quiet}>
          {t('record.panel.removed', { paths: redacted.join(', ') })}
        </p>
      )}
      {truncated.length > 0 && (
        <p className={styles.quiet}>
          {t('record.panel.cut', { paths: truncated.join(', ') })}
        </p>
      )}
    </>
  );
};
