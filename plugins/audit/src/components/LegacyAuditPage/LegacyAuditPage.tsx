import { useRouteRef } from '@backstage/core-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiHistoryLine } from '@remixicon/react';
import { rootRouteRef } from '../../routes';
import { useAuditTranslation } from '../../translation';
import { AuditRouter } from '../AuditRouter';

/**
 * The pages under the header that the new frontend system draws by itself.
 *
 * @internal
 */
export const LegacyAuditPage = () => {
  const { t } = useAuditTranslation();
  const rootHref = useRouteRef(rootRouteRef);
  return (
    <>
      <PluginHeader
        title={t('pages.title')}
        titleLink={rootHref()}
        icon={<RiHistoryLine />}
      />
      <AuditRouter />
    </>
  );
};
