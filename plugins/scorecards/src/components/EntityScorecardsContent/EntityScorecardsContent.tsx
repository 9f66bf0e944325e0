import { stringifyEntityRef } from '@backstage/catalog-model';
import { useEntity } from '@backstage/plugin-catalog-react';
import { LoadingSkeleton, Readable, WhenLoaded } from '@daytwo/ui-kit';
import { useEffect } from 'react';
import { useScorecards } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { EntityScorecards } from './EntityScorecards';
import styles from './EntityScorecardsContent.module.css';
import { NoScorecards } from './NoScorecards';

const PENDING_MS = 3_000;

/** Every check of every scorecard of the page's entity. @internal */
export const EntityScorecardsContent = () => {
  const { t } = useScorecardsTranslation();
  const { entity } = useEntity();
  const entityRef = stringifyEntityRef(entity);
  const state = useScorecards(
    'getEntityScorecards',
    { params: { entityRef } },
    { affectedBy: ({ entityRefs }) => entityRefs?.includes(entityRef) ?? true },
  );
  const { data, loadedAt, refetch } = state;
  const pending = data?.items.some(item => item.pending) ?? false;
  useEffect(() => {
    // Signals say when the verdicts are there; this is for portals without.
    const timer = pending ? setTimeout(refetch, PENDING_MS) : undefined;
    return () => clearTimeout(timer);
  }, [pending, loadedAt, refetch]);

  return (
    <Readable className={styles.root}>
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton framed rows={[84, 64, 44, 44, 44, 44]} />}
        failed={t('entity.failed')}
        permission="scorecards.verdict.read"
        notFound={<NoScorecards />}
      >
        {({ items }) =>
          items.length === 0 ? (
            <NoScorecards />
          ) : (
            <EntityScorecards
              entityRef={entityRef}
              items={items}
              onRefreshed={refetch}
            />
          )
        }
      </WhenLoaded>
    </Readable>
  );
};
