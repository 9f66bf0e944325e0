import type { AuditStatus } from '@daytwo/backstage-plugin-audit-common';
import { RelativeTime, StatusChip } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import styles from './SealPage.module.css';

const chips = {
  working: 'success',
  spooling: 'warning',
  blocked: 'danger',
  bypassed: 'danger',
} as const;

const Tile = (props: {
  title: string;
  value: ReactNode;
  children?: ReactNode;
}) => (
  <div className={styles.tile}>
    <dt>{props.title}</dt>
    <dd>
      <span className={styles.value}>{props.value}</span>
      <span className={styles.note}>{props.children}</span>
    </dd>
  </div>
);

/** The numbers of log, seal and capture. @internal */
export const SealTiles = ({ status }: { status: AuditStatus }) => {
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const { log, seal, capture } = status;
  return (
    <dl className={styles.tiles}>
      <Tile title={t('seal.records')} value={count(log.lastSeq)}>
        {log.lastAt && (
          <span>
            {t('seal.lastRecord', { time: <RelativeTime at={log.lastAt} /> })}
          </span>
        )}
        {log.firstKeptSeq > 1 && (
          <span>{t('seal.keptFrom', { seq: count(log.firstKeptSeq) })}</span>
        )}
      </Tile>
      <Tile title={t('seal.blocks')} value={count(seal.lastBlock)}>
        {seal.sealedAt && (
          <span>
            {t('seal.sealedAt', { time: <RelativeTime at={seal.sealedAt} /> })}
          </span>
        )}
      </Tile>
      <Tile title={t('seal.unsealed')} value={count(seal.unsealed)}>
        {seal.unsealed > 0 && t('seal.unsealedWhy')}
      </Tile>
      <Tile
        title={t('seal.capture')}
        value={
          <StatusChip status={chips[capture.state]}>
            {t(`seal.captureState.${capture.state}`)}
          </StatusChip>
        }
      >
        {capture.waiting + capture.spooled > 0 &&
          t('seal.captureWaiting', {
            count: capture.waiting + capture.spooled,
            number: count(capture.waiting + capture.spooled),
          })}
      </Tile>
    </dl>
  );
};
