import { EmptyState, LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { useScorecards } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import styles from './EntityFacts.module.css';
import { FactCard } from './FactCard';

/** A card for each source that serves the entity. @internal */
export const EntityFacts = ({ entityRef }: { entityRef: string }) => {
  const { t } = useScorecardsTranslation();
  const state = useScorecards(
    'getEntityFacts',
    { params: { entityRef } },
    { affectedBy: ({ entityRefs }) => entityRefs?.includes(entityRef) ?? true },
  );
  const nothing = (
    <EmptyState title={t('facts.none.title')}>
      {t('facts.none.text')}
    </EmptyState>
  );
  return (
    <WhenLoaded
      state={state}
      skeleton={<LoadingSkeleton framed rows={[140, 140]} />}
      failed={t('facts.failed')}
      permission="scorecards.fact.read"
      notFound={nothing}
    >
      {({ items }) =>
        items.length === 0 ? (
          nothing
        ) : (
          <div className={styles.cards}>
            {items.map(item => (
              <FactCard key={item.source} item={item} />
            ))}
          </div>
        )
      }
    </WhenLoaded>
  );
};
