import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import type { LegalHold } from '@daytwo/backstage-plugin-audit-common';
import { ActionDialog, useNotice } from '@daytwo/ui-kit';
import { auditApiRef } from '../../api';
import { holdQuery } from '../../filter';
import { useAuditTranslation } from '../../translation';
import { FilterChips } from '../shared';

/** Lets the records of a hold go, once it was said what that means. @internal */
export const ReleaseHold = ({
  hold: { id, title, filter },
  onDone,
}: {
  hold: LegalHold;
  onDone: () => void;
}) => {
  const { t } = useAuditTranslation();
  const api = useApi(auditApiRef);
  const notify = useNotice();
  const release = async () => {
    await api.call('releaseHold', { params: { id } });
    notify(t('hold.release.done', { title }));
    onDone();
  };
  return (
    <ActionDialog
      trigger={
        <Button
          size="small"
          variant="secondary"
          aria-label={t('hold.release.openOf', { title })}
        >
          {t('hold.release.open')}
        </Button>
      }
      title={t('hold.release.heading', { title })}
      action={t('hold.release.action')}
      failed={t('hold.release.failed')}
      destructive
      onAction={release}
    >
      <FilterChips query={holdQuery(filter)} label={t('hold.keeps')} />
      <p>{t('hold.release.what')}</p>
      <p>{t('hold.release.after')}</p>
    </ActionDialog>
  );
};
