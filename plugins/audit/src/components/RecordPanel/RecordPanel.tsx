import { BgProvider } from '@backstage/ui';
import { EmptyState, LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { useRef } from 'react';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import { PanelHead } from './PanelHead';
import { RecordDetails } from './RecordDetails';
import styles from './RecordPanel.module.css';
import { usePanelKeys } from './usePanelKeys';

/** @internal */
export interface RecordPanelProps {
  seq: number;
  /** Those beside it in the list. */
  newer?: number;
  older?: number;
  onOpen: (seq: number | undefined) => void;
}

const opener = (seq: number | undefined, open: (seq: number) => void) =>
  seq === undefined ? undefined : () => open(seq);

/** One record, beside the list. J and K lead to the next, Escape closes. @internal */
export const RecordPanel = (props: RecordPanelProps) => {
  const { seq, newer, older, onOpen } = props;
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const panel = useRef<HTMLElement>(null);
  const state = useAudit('getRecord', { params: { seq } });
  const actions = {
    onNewer: opener(newer, onOpen),
    onOlder: opener(older, onOpen),
    onClose: () => onOpen(undefined),
  };
  usePanelKeys(panel, { seq, ...actions });
  return (
    <BgProvider bg="neutral-1">
      <aside
        ref={panel}
        className={styles.panel}
        aria-label={t('record.panel.label', { seq: count(seq) })}
      >
        <PanelHead seq={seq} {...actions} />
        <WhenLoaded
          state={state}
          skeleton={<LoadingSkeleton rows={[28, 48, 96, 120, 80]} />}
          failed={t('record.panel.failed')}
          permission={t('pages.permission.read')}
          notFound={
            <EmptyState title={t('record.panel.gone', { seq: count(seq) })}>
              {t('record.panel.goneWhy')}
            </EmptyState>
          }
        >
          {detail => <RecordDetails detail={detail} onOpen={onOpen} />}
        </WhenLoaded>
      </aside>
    </BgProvider>
  );
};
