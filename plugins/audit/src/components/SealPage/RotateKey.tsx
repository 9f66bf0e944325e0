import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import {
  auditSealManagePermission,
  type SealKeyInfo,
} from '@daytwo/backstage-plugin-audit-common';
import { ActionDialog, ReasonText, useNotice } from '@daytwo/ui-kit';
import { RiRefreshLine } from '@remixicon/react';
import { auditApiRef } from '../../api';
import { useAuditTranslation } from '../../translation';
import styles from './SealPage.module.css';

interface RotateKeyProps {
  keys: SealKeyInfo[];
  onRotated: () => void;
}

/** The way to another key, for who may: here, or where it is configured. @internal */
export const RotateKey = ({ keys, onRotated }: RotateKeyProps) => {
  const { t } = useAuditTranslation();
  const { allowed } = usePermission({ permission: auditSealManagePermission });
  const active = keys.find(key => key.active);
  if (!active || !allowed) {
    return null;
  }
  if (keys.some(key => !key.active && key.retiredAt === undefined)) {
    return <ReasonText>{t('seal.rotate.underWay')}</ReasonText>;
  }
  return active.source === 'config' ? (
    <ReasonText>{t('seal.rotate.config')}</ReasonText>
  ) : (
    <RotateDialog id={active.id} onRotated={onRotated} />
  );
};

const RotateDialog = ({
  id,
  onRotated,
}: Pick<RotateKeyProps, 'onRotated'> & { id: string }) => {
  const { t } = useAuditTranslation();
  const api = useApi(auditApiRef);
  const notify = useNotice();
  const rotate = async () => {
    const next = await api.call('rotateKey', {});
    notify(t('seal.rotate.done', { id: next.id }));
    onRotated();
  };
  return (
    <div className={styles.actions}>
      <ActionDialog
        trigger={
          <Button variant="secondary" iconStart={<RiRefreshLine />}>
            {t('seal.rotate.open')}
          </Button>
        }
        title={t('seal.rotate.title', { id })}
        action={t('seal.rotate.action')}
        failed={t('seal.rotate.failed')}
        onAction={rotate}
      >
        <p>{t('seal.rotate.what')}</p>
        <p>{t('seal.rotate.after')}</p>
      </ActionDialog>
    </div>
  );
};
