import { useRouteRef } from '@backstage/core-plugin-api';
import { PluginHeader } from '@backstage/ui';
import { RiCheckDoubleLine } from '@remixicon/react';
import { rootRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';
import { ScorecardsRouter } from '../ScorecardsPage';

/**
 * The pages under the header that the new frontend system draws by itself.
 *
 * @internal
 */
export const LegacyScorecardsPage = () => {
  const { t } = useScorecardsTranslation();
  const rootHref = useRouteRef(rootRouteRef);
  return (
    <>
      <PluginHeader
        title={t('common.plugin.title')}
        titleLink={rootHref()}
        icon={<RiCheckDoubleLine />}
      />
      <ScorecardsRouter />
    </>
  );
};
