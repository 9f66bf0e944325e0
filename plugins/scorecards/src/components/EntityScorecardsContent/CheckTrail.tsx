import { parseEntityRef } from '@backstage/catalog-model';
import { Button } from '@backstage/ui';
import { LoadingSkeleton, ReasonText, WhenLoaded } from '@daytwo/ui-kit';
import { useState } from 'react';
import { useScorecards } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { TrailEntry } from './TrailEntry';
import styles from './CheckTrail.module.css';

interface TrailProps {
  entityRef: string;
  scorecardRef: string;
  checkId: string;
}

/** Every change of a check on an entity, newest first. @internal */
export const CheckTrail = (props: TrailProps) => (
  <div className={styles.trail}>
    <TrailPage {...props} />
  </div>
);

/** One page; it draws the page after it once that is asked for. */
const TrailPage = (props: TrailProps & { cursor?: string }) => {
  const { entityRef, scorecardRef, checkId, cursor } = props;
  const { t } = useScorecardsTranslation();
  const [more, setMore] = useState(false);
  const { namespace, name } = parseEntityRef(scorecardRef);
  const state = useScorecards(
    'listTransitions',
    {
      params: { namespace, name },
      query: { entityRef, checkId, limit: 20, ...(cursor && { cursor }) },
    },
    { affectedBy: ({ entityRefs }) => entityRefs?.includes(entityRef) ?? true },
  );
  return (
    <WhenLoaded
      state={state}
      skeleton={<LoadingSkeleton rows={[20, 20]} />}
      failed={t('entity.trail.failed')}
      permission="scorecards.verdict.read"
    >
      {({ items, nextCursor }) => (
        <>
          {items.length === 0 && !cursor && (
            <ReasonText>{t('entity.trail.empty')}</ReasonText>
          )}
          <ol className={styles.list}>
            {items.map(transition => (
              <TrailEntry key={transition.id} transition={transition} />
            ))}
          </ol>
          {nextCursor && !more && (
            <Button
              size="small"
              variant="tertiary"
              onPress={() => setMore(true)}
            >
              {t('entity.trail.older')}
            </Button>
          )}
          {nextCursor && more && <TrailPage {...props} cursor={nextCursor} />}
        </>
      )}
    </WhenLoaded>
  );
};
