import { Button, Menu, MenuItem, MenuTrigger } from '@backstage/ui';
import { usePermission } from '@backstage/plugin-permission-react';
import { auditRecordExportPermission } from '@daytwo/backstage-plugin-audit-common';
import { RiDownloadLine } from '@remixicon/react';
import { useRef } from 'react';
import type { RecordQuery } from '../../filter';
import { useAuditTranslation } from '../../translation';
import { useByteFormat } from '../shared';
import styles from './ActivityPage.module.css';
import { exportFormats, useExport, type ExportFormat } from './useExport';

/** What the filter shows, as a file. @internal */
export const ExportMenu = ({ query }: { query: RecordQuery }) => {
  const { t } = useAuditTranslation();
  const { allowed, loading } = usePermission({
    permission: auditRecordExportPermission,
  });
  const { progress, start, cancel } = useExport(query);
  const button = useRef<HTMLButtonElement>(null);
  const isRunning = progress !== undefined;
  const cancelHere = () => {
    cancel();
    // The button that was pressed goes away.
    button.current?.focus();
  };
  const isDenied = !loading && !allowed;
  return (
    <>
      {isRunning && <Running bytes={progress} onCancel={cancelHere} />}
      <span title={isDenied ? t('pages.export.denied') : undefined}>
        <MenuTrigger>
          <Button
            ref={button}
            variant="secondary"
            iconStart={<RiDownloadLine />}
            isDisabled={!allowed}
            // It stays, and with it the focus.
            isPending={isRunning}
          >
            {t('pages.export.action')}
          </Button>
          <Menu onAction={format => start(String(format) as ExportFormat)}>
            {exportFormats.map(format => (
              <MenuItem key={format} id={format}>
                {t(`pages.export.${format}`)}
              </MenuItem>
            ))}
          </Menu>
        </MenuTrigger>
      </span>
    </>
  );
};

const Running = ({
  bytes,
  onCancel,
}: {
  bytes: number;
  onCancel: () => void;
}) => {
  const { t } = useAuditTranslation();
  const size = useByteFormat()(bytes);
  return (
    <span className={styles.exporting}>
      {t('pages.export.running', { size })}
      <Button size="small" variant="secondary" onPress={onCancel}>
        {t('pages.export.cancel')}
      </Button>
    </span>
  );
};
