import { Text } from '@backstage/ui';
import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import { PlainTable, RelativeTime, StatusChip } from '@daytwo/ui-kit';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import styles from './SealPage.module.css';

type Stream = AuditStatus['streams'][number];

const chips = {
  working: 'success',
  behind: 'warning',
  failing: 'danger',
} as const;

/** More than a busy minute is behind. */
const BEHIND_FROM = 10_000;

function stateOf({ lag, error }: Stream): keyof typeof chips {
  if (error) {
    return 'failing';
  }
  return lag >= BEHIND_FROM ? 'behind' : 'working';
}

/** The other systems that are told of every record, and how far they are. @internal */
export const Streams = ({ streams }: { streams: Stream[] }) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  if (streams.length === 0) {
    return null;
  }
  return (
    <section className={styles.panel}>
      <Text as="h3" variant="title-x-small" weight="bold">
        {t('seal.streams')}
      </Text>
      <PlainTable
        label={t('seal.streams')}
        head={[
          t('seal.stream.name'),
          t('seal.stream.state'),
          t('seal.stream.lag'),
          t('seal.stream.updated'),
          t('seal.stream.error'),
        ]}
        rows={streams.map(stream => ({
          key: stream.name,
          cells: [
            stream.name,
            <StatusChip key="state" status={chips[stateOf(stream)]}>
              {t(`seal.stream.${stateOf(stream)}`)}
            </StatusChip>,
            t('seal.stream.records', {
              count: stream.lag,
              number: count(stream.lag),
            }),
            <RelativeTime key="updated" at={stream.updatedAt} />,
            stream.error ?? t('seal.stream.none'),
          ],
        }))}
      />
    </section>
  );
};
