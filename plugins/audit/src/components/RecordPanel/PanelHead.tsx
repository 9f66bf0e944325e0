import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonIcon, Text } from '@backstage/ui';
import { useNotice } from '@daytwo/ui-kit';
import {
  RiArrowDownSLine,
  RiArrowUpSLine,
  RiCloseLine,
  RiLinkM,
} from '@remixicon/react';
import type { ReactElement } from 'react';
import { rootRouteRef } from '../../routes';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import styles from './RecordPanel.module.css';

const Action = (props: {
  label: string;
  icon: ReactElement;
  shortcut?: string;
  onPress?: () => void;
}) => (
  <ButtonIcon
    aria-label={props.label}
    aria-keyshortcuts={props.shortcut}
    icon={props.icon}
    variant="tertiary"
    size="small"
    isDisabled={!props.onPress}
    onPress={props.onPress}
  />
);

/** A link that shows this record to somebody else, whatever is filtered here. */
function useCopyLink(seq: number): (() => void) | undefined {
  const { t } = useAuditTranslation();
  const notify = useNotice();
  const root = useRouteRef(rootRouteRef);
  // Browsers give no clipboard to pages without TLS.
  const { clipboard } = window.navigator;
  if (!clipboard) {
    return undefined;
  }
  return async () => {
    const url = new URL(
      `${root()}?when=all&record=${seq}`,
      window.location.href,
    );
    await clipboard.writeText(url.href);
    notify(t('record.panel.copied'));
  };
}

/** Which record, the ones beside it, its link, and the way out. @internal */
export const PanelHead = (props: {
  seq: number;
  onNewer?: () => void;
  onOlder?: () => void;
  onClose: () => void;
}) => {
  const { seq, onNewer, onOlder, onClose } = props;
  const { t } = useAuditTranslation();
  const count = useCountFormat();
  const copy = useCopyLink(seq);
  return (
    <header className={styles.head}>
      <Text variant="body-small" color="secondary">
        {t('record.panel.title', { seq: count(seq) })}
      </Text>
      <span className={styles.actions}>
        <Action
          label={t('record.panel.newer')}
          icon={<RiArrowUpSLine />}
          shortcut="K"
          onPress={onNewer}
        />
        <Action
          label={t('record.panel.older')}
          icon={<RiArrowDownSLine />}
          shortcut="J"
          onPress={onOlder}
        />
        {copy && (
          <Action
            label={t('record.panel.copy')}
            icon={<RiLinkM />}
            onPress={copy}
          />
        )}
        <Action
          label={t('record.panel.close')}
          icon={<RiCloseLine />}
          shortcut="Escape"
          onPress={onClose}
        />
      </span>
    </header>
  );
};
