import type {
  RollupDimension,
  RollupResponse,
  ScorecardResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import {
  EmptyState,
  LoadingSkeleton,
  useNow,
  useUrlState,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useScorecards } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { HiddenEntitiesNotice } from '../../shared';
import { Choice } from '../Choice';
import { isAbout, paramsOf } from '../params';
import { RollupTable } from './RollupTable';
import styles from '../ScorecardView.module.css';

const dimensions = [
  'group',
  'system',
  'domain',
  'type',
  'lifecycle',
  'tag',
] as const satisfies readonly RollupDimension[];

const spans = ['7', '30', '90'] as const;

const DAY_MS = 86_400_000;

const RollupAnswer = (props: {
  scorecard: ScorecardResponse;
  rollup: RollupResponse;
  days: number;
  isStale: boolean;
}) => {
  const { t } = useScorecardsTranslation();
  const { scorecard, rollup } = props;
  if (rollup.items.length === 0) {
    const dimension = t(`pages.rollup.dimensions.${rollup.by}`);
    return (
      <EmptyState title={t('pages.rollup.empty', { dimension })}>
        {t('pages.rollup.emptyWhy')}
      </EmptyState>
    );
  }
  return (
    <>
      {rollup.partial && !scorecard.partial && <HiddenEntitiesNotice />}
      <RollupTable key={rollup.by} {...props} />
    </>
  );
};

/** The scorecard summed by group, system and so on; each sum leads to its entities. @internal */
export const RollupTab = ({ scorecard }: { scorecard: ScorecardResponse }) => {
  const { t } = useScorecardsTranslation();
  const [chosen, setDimension] = useUrlState<string>('by', 'group');
  const [since, setSince] = useUrlState<string>('since', '30');
  const by = dimensions.find(known => known === chosen) ?? 'group';
  const days = spans.find(known => known === since) ?? '30';
  const state = useScorecards(
    'getRollup',
    {
      params: paramsOf(scorecard),
      query: { by, since: dayBefore(useNow(), Number(days)) },
    },
    { keepPrevious: true, affectedBy: isAbout(scorecard.ref) },
  );
  return (
    <>
      <div className={styles.controls}>
        <Choice
          label={t('pages.rollup.by')}
          options={dimensions.map(id => ({
            id,
            label: t(`pages.rollup.dimensions.${id}`),
          }))}
          value={by}
          onChange={setDimension}
        />
        <Choice
          label={t('pages.rollup.since')}
          options={spans.map(id => ({
            id,
            label: t('pages.rollup.days', { count: Number(id) }),
          }))}
          value={days}
          onChange={setSince}
        />
      </div>
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton rows={[44, 44, 44, 44, 44, 44]} />}
        failed={t('pages.rollup.failed')}
        permission={t('pages.permission.verdicts')}
      >
        {rollup => (
          <RollupAnswer
            scorecard={scorecard}
            rollup={rollup}
            days={Number(days)}
            isStale={state.isPrevious}
          />
        )}
      </WhenLoaded>
    </>
  );
};

function dayBefore(now: number, days: number): string {
  return new Date(now - days * DAY_MS).toISOString().slice(0, 10);
}
