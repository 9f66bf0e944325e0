import { PartialNotice } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';

/** The numbers leave out entities that the reader may not see. @internal */
export const HiddenEntitiesNotice = () => {
  const { t } = useScorecardsTranslation();
  return <PartialNotice title={t('common.hiddenEntities')} />;
};
