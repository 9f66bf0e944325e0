import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/ui';
import { EntityInfoCard, useEntity } from '@backstage/plugin-catalog-react';
import {
  LoadingSkeleton,
  Readable,
  ReasonText,
  ShortTime,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useEntityTabHref, useScorecards } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { CardContent } from './CardContent';

/** How the page's entity stands, in brief, and what to mend next. @internal */
export const EntityScorecardsCard = () => {
  const { t } = useScorecardsTranslation();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const tabHref = useEntityTabHref();
  const state = useScorecards(
    'getEntityScorecards',
    { params: { entityRef } },
    { affectedBy: ({ entityRefs }) => entityRefs?.includes(entityRef) ?? true },
  );
  const items = state.data?.items ?? [];
  return (
    <Readable>
      <EntityInfoCard
        title={t('entity.card.title')}
        headerActions={<AsOf evaluations={items.map(i => i.evaluatedAt)} />}
        footerActions={
          items.length > 0 && (
            <Link href={tabHref(entityRef)}>{t('entity.card.all')}</Link>
          )
        }
      >
        <WhenLoaded
          state={state}
          skeleton={<LoadingSkeleton rows={[28, 28, 20, 32, 32]} />}
          failed={t('entity.failed')}
          permission="scorecards.verdict.read"
          notFound={<ReasonText>{t('entity.none.text')}</ReasonText>}
        >
          {data => <CardContent data={data} />}
        </WhenLoaded>
      </EntityInfoCard>
    </Readable>
  );
};

/** The age of the oldest of the numbers. */
const AsOf = ({ evaluations }: { evaluations: string[] }) => {
  const { t } = useScorecardsTranslation();
  const [oldest] = [...evaluations].sort();
  return oldest ? (
    <ReasonText>
      {t('entity.card.asOf', { time: <ShortTime at={oldest} /> })}
    </ReasonText>
  ) : null;
};
