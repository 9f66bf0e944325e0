import { LoadingSkeleton, Readable, WhenLoaded } from '@daytwo/ui-kit';
import { useScorecards } from '../../hooks';
import { useScorecardsTranslation } from '../../translation';
import { MyScorecardsContent } from './MyScorecardsContent';

/**
 * The reader's own entities: how they stand, the fixes that gain most, the
 * worst of them. Without a title, as the home page frames it in one.
 *
 * @internal
 */
export const MyScorecards = () => {
  const { t } = useScorecardsTranslation();
  const state = useScorecards('getHome', {});
  return (
    <Readable>
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton rows={[60, 60, 40, 40]} />}
        failed={t('home.failed')}
        permission="scorecards.verdict.read"
      >
        {home => <MyScorecardsContent home={home} />}
      </WhenLoaded>
    </Readable>
  );
};
