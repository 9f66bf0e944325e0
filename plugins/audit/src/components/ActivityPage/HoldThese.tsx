import { usePermission } from '@backstage/plugin-permission-react';
import { Button } from '@backstage/ui';
import { auditHoldManagePermission } from '@daytwo/backstage-plugin-audit-common';
import { RiArchiveLine } from '@remixicon/react';
import type { RecordQuery } from '../../filter';
import { useAuditTranslation } from '../../translation';
import { HoldDialog } from '../HoldDialog';

/** Puts on hold what the page shows; not there for who may not. @internal */
export const HoldThese = ({ query }: { query: RecordQuery }) => {
  const { t } = useAuditTranslation();
  const { allowed } = usePermission({ permission: auditHoldManagePermission });
  return allowed ? (
    <HoldDialog
      query={query}
      trigger={
        <Button variant="secondary" iconStart={<RiArchiveLine />}>
          {t('hold.create.these')}
        </Button>
      }
    />
  ) : null;
};
