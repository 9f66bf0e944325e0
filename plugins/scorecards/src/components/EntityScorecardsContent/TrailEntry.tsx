import type { TransitionListResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { RelativeTime } from '@daytwo/ui-kit';
import { RiArrowRightLine } from '@remixicon/react';
import { useScorecardsTranslation } from '../../translation';
import { EvidenceLine, VerdictChip } from '../shared';
import { evidenceOf } from './transitionEvidence';
import styles from './TrailEntry.module.css';

type Transition = TransitionListResponse['items'][number];

/** One change: from what to what, why, when, what was read. @internal */
export const TrailEntry = ({ transition }: { transition: Transition }) => {
  const { t } = useScorecardsTranslation();
  const { from, to, cause, at, version } = transition;
  const { values, reason } = evidenceOf(transition.evidence);
  return (
    <li className={styles.entry}>
      <span className={styles.change}>
        {from && <VerdictChip state={from} />}
        {from && <RiArrowRightLine size={14} aria-label="→" />}
        {to ? (
          <VerdictChip state={to} />
        ) : (
          <span>{t('entity.trail.left')}</span>
        )}
        <RelativeTime at={at} />
      </span>
      <span>
        {t(`common.cause.${cause}`)}
        {reason && `: ${reason}`} (
        {t('entity.trail.version', { version: `${version}` })})
      </span>
      {values.map(evidence => (
        <EvidenceLine key={evidence.text} evidence={evidence} />
      ))}
    </li>
  );
};
