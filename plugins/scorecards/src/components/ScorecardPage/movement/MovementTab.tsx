import {
  transitionCauses,
  type MovementResponse,
  type ScorecardResponse,
  type TransitionCause,
} from '@daytwo/backstage-plugin-scorecards-common';
import { Text } from '@backstage/ui';
import {
  LoadingSkeleton,
  useLocale,
  useUrlState,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useScorecards } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { HiddenEntitiesNotice } from '../../shared';
import { Choice } from '../Choice';
import { isAbout, paramsOf } from '../params';
import { CausesTable } from './CausesTable';
import { TransitionList } from './TransitionList';
import viewStyles from '../ScorecardView.module.css';
import styles from './MovementTab.module.css';

const spans = ['7', '30', '90', '365'] as const;

function answerOf(up: number, down: number, other: number) {
  if (up === down) {
    const still = other > 0 ? 'other' : 'nothing';
    return up > 0 ? 'even' : still;
  }
  return up > down ? 'up' : 'down';
}

const MovementAnswer = ({ movement }: { movement: MovementResponse }) => {
  const { t } = useScorecardsTranslation();
  const sum = (key: 'improved' | 'worsened' | 'other') =>
    movement.causes.reduce((total, item) => total + item[key], 0);
  const [up, down, other] = [sum('improved'), sum('worsened'), sum('other')];
  const format = new Intl.NumberFormat(useLocale());
  return (
    <p className={styles.answer}>
      {t(`pages.movement.answer.${answerOf(up, down, other)}`, {
        improved: format.format(up),
        worsened: format.format(down),
        other: format.format(other),
      })}
    </p>
  );
};

const Transitions = ({
  scorecard,
  cause,
  onChoose,
}: {
  scorecard: ScorecardResponse;
  cause: TransitionCause | undefined;
  onChoose: (cause: string | undefined) => void;
}) => {
  const { t } = useScorecardsTranslation();
  return (
    <section className={styles.transitions}>
      <div className={viewStyles.controls}>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('pages.movement.transitions')}
        </Text>
        <Choice
          label={t('pages.movement.cause')}
          options={[
            { id: '', label: t('pages.movement.anyCause') },
            ...transitionCauses.map(id => ({
              id,
              label: t(`common.cause.${id}`),
            })),
          ]}
          value={cause ?? ''}
          onChange={id => onChoose(id || undefined)}
        />
      </div>
      <TransitionList scorecard={scorecard} cause={cause} />
    </section>
  );
};

/** What moved the numbers, by cause, and each change one by one. @internal */
export const MovementTab = ({
  scorecard,
}: {
  scorecard: ScorecardResponse;
}) => {
  const { t } = useScorecardsTranslation();
  const [span, setSpan] = useUrlState<string>('days', '30');
  const [chosen, setCause] = useUrlState('cause');
  const days = spans.find(known => known === span) ?? '30';
  const cause = transitionCauses.find(known => known === chosen);
  const state = useScorecards(
    'getMovement',
    { params: paramsOf(scorecard), query: { days: Number(days) } },
    { keepPrevious: true, affectedBy: isAbout(scorecard.ref) },
  );
  return (
    <>
      <div className={viewStyles.controls}>
        <Choice
          label={t('pages.movement.days')}
          options={spans.map(id => ({
            id,
            label: t('pages.movement.daysValue', { count: Number(id) }),
          }))}
          value={days}
          onChange={setSpan}
        />
      </div>
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton rows={[28, 44, 44, 44, 44]} />}
        failed={t('pages.movement.failed')}
        permission={t('pages.permission.verdicts')}
      >
        {movement => (
          <>
            {movement.partial && !scorecard.partial && <HiddenEntitiesNotice />}
            <MovementAnswer movement={movement} />
            {movement.causes.length > 0 && (
              <CausesTable
                movement={movement}
                isStale={state.isPrevious}
                onChoose={setCause}
              />
            )}
          </>
        )}
      </WhenLoaded>
      <Transitions scorecard={scorecard} cause={cause} onChoose={setCause} />
    </>
  );
};
