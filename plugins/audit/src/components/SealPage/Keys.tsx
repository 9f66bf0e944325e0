import { Text } from '@backstage/ui';
import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import {
  CopyButton,
  Disclosure,
  PlainTable,
  ReasonText,
  ShortTime,
  StatusChip,
} from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import styles from './SealPage.module.css';

type Key = AuditStatus['keys'][number];

const PublicKey = ({ id, publicKey }: Key) => {
  const { t } = useAuditTranslation();
  return (
    <Disclosure title={t('seal.key.show', { id: id.slice(0, 8) })}>
      <pre className={styles.pem}>{publicKey}</pre>
      <CopyButton text={publicKey} />
    </Disclosure>
  );
};

/** The keys that signed, to compare with an anchor or an evidence pack. @internal */
export const Keys = ({ keys }: { keys: Key[] }) => {
  const { t } = useAuditTranslation();
  return (
    <section className={styles.panel}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('seal.keys')}
      </Text>
      {keys.length === 0 ? (
        <ReasonText>{t('seal.key.none')}</ReasonText>
      ) : (
        <PlainTable
          label={t('seal.keys')}
          head={[
            t('seal.key.id'),
            t('seal.key.state'),
            t('seal.key.since'),
            t('seal.key.publicKey'),
          ]}
          rows={keys.map(key => ({
            key: key.id,
            cells: [
              <code key="id">{key.id}</code>,
              <StatusChip
                key="state"
                status={key.active ? 'success' : 'neutral'}
              >
                {t(key.active ? 'seal.key.active' : 'seal.key.retired')}
              </StatusChip>,
              <ShortTime key="since" at={key.since} />,
              <PublicKey key="pem" {...key} />,
            ],
          }))}
        />
      )}
    </section>
  );
};
