import { ButtonLink } from '@backstage/ui';
import { useRouteRef } from '@backstage/core-plugin-api';
import { EmptyState } from '@daytwo/ui-kit';
import { RiCheckDoubleLine } from '@remixicon/react';
import { rootRouteRef } from '../../routes';
import { useScorecardsTranslation } from '../../translation';

/** No scorecard measures this entity. @internal */
export const NoScorecards = () => {
  const { t } = useScorecardsTranslation();
  const scorecardsHref = useRouteRef(rootRouteRef);
  return (
    <EmptyState
      icon={<RiCheckDoubleLine size={32} />}
      title={t('entity.none.title')}
      action={
        <ButtonLink href={scorecardsHref()} variant="secondary">
          {t('entity.none.action')}
        </ButtonLink>
      }
    >
      {t('entity.none.text')}
    </EmptyState>
  );
};
