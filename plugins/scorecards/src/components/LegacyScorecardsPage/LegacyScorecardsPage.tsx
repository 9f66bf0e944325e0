import { PluginHeader } from '@backstage/ui';
import { RiCheckDoubleLine } from '@remixicon/react';
import { useScorecardsTranslation } from '../../translation';
import { ScorecardsRouter } from '../ScorecardsPage';

/**
 * The pages under the header that the new frontend system draws by itself.
 *
 * @internal
 */
export const LegacyScorecardsPage = () => {
  const { t } = useScorecardsTranslation();
  return (
    <>
      <PluginHeader
        title={t('common.plugin.title')}
        icon={<RiCheckDoubleLine />}
      />
      <ScorecardsRouter />
    </>
  );
};
