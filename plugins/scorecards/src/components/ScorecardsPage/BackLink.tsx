import { useRouteRef } from '@backstage/core-plugin-api';
import { ButtonLink } from '@backstage/ui';
import { RiArrowLeftLine } from '@remixicon/react';
import { rootRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';

/** Back to the list of scorecards. @internal */
export const BackLink = () => {
  const { t } = useScorecardsTranslation();
  const href = useRouteRef(rootRouteRef);
  return (
    <ButtonLink
      href={href()}
      variant="tertiary"
      size="small"
      iconStart={<RiArrowLeftLine />}
    >
      {t('pages.notFound.back')}
    </ButtonLink>
  );
};
