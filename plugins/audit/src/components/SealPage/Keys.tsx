import { BgProvider, Text } from '@backstage/ui';
import type { SealKeyInfo as Key } from '@daytwo/backstage-plugin-audit-common';
import {
  CopyButton,
  Disclosure,
  PlainTable,
  ReasonText,
  ShortTime,
  StatusChip,
} from '@daytwo/ui-kit';
import { useFocusAfter } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { RotateKey } from './RotateKey';
import styles from './SealPage.module.css';

const chips = {
  active: 'success',
  next: 'info',
  retired: 'neutral',
} as const;

function stateOf({ active, retiredAt }: Key): keyof typeof chips {
  if (active) {
    return 'active';
  }
  return retiredAt ? 'retired' : 'next';
}

/** Since when, and until when. */
const Signs = (key: Key) => {
  const { t } = useAuditTranslation();
  const since = <ShortTime at={key.since} />;
  switch (stateOf(key)) {
    case 'active':
      return t('seal.key.from', { time: since });
    case 'next':
      return t('seal.key.made', { time: since });
    default:
      return t('seal.key.until', {
        since,
        until: <ShortTime at={key.retiredAt ?? key.since} />,
      });
  }
};

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
export const Keys = ({
  keys,
  onRotated,
}: {
  keys: Key[];
  onRotated: () => void;
}) => {
  const { t } = useAuditTranslation();
  const section = useFocusAfter<HTMLElement>(keys.length);
  return (
    <BgProvider bg="neutral-1">
      <section ref={section} tabIndex={-1} className={styles.panel}>
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
                <StatusChip key="state" status={chips[stateOf(key)]}>
                  {t(`seal.key.${stateOf(key)}`)}
                </StatusChip>,
                <Signs key="since" {...key} />,
                <PublicKey key="pem" {...key} />,
              ],
            }))}
          />
        )}
        <RotateKey keys={keys} onRotated={onRotated} />
      </section>
    </BgProvider>
  );
};
