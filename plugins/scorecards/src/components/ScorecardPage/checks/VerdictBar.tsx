import {
  verdictStates,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import { useScorecardsTranslation } from '../../../translation';
import styles from './ChecksTab.module.css';

/** The verdicts of one check as one bar, in the order of the verdicts. @internal */
export const VerdictBar = ({
  counts,
}: {
  counts: Record<VerdictState, number>;
}) => {
  const { t } = useScorecardsTranslation();
  const states = verdictStates.filter(state => counts[state] > 0);
  const parts = states.map(state =>
    t('pages.checks.part', {
      entities: `${counts[state]}`,
      verdict: t(`common.verdict.${state}`).toLocaleLowerCase(),
    }),
  );
  const label = t('pages.checks.bar', {
    parts: parts.join(', ') || t('pages.checks.noVerdicts'),
  });
  return (
    <div className={styles.bar} role="img" aria-label={label} title={label}>
      {states.map(state => (
        <span
          key={state}
          data-state={state}
          style={{ flexGrow: counts[state] }}
        />
      ))}
    </div>
  );
};
