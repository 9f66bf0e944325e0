import type { VerdictState } from '@daytwo/backstage-plugin-scorecards-common';
import {
  RiCheckLine,
  RiCloseLine,
  RiForbid2Line,
  RiQuestionMark,
  RiShieldCheckLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import { useScorecardsTranslation } from '../../translation';
import styles from './VerdictChip.module.css';

const icons: Record<VerdictState, RemixiconComponentType> = {
  pass: RiCheckLine,
  fail: RiCloseLine,
  unknown: RiQuestionMark,
  exempt: RiShieldCheckLine,
  notApplicable: RiForbid2Line,
};

/**
 * The sign of a verdict, for where its word stands nearby. Hidden from screen
 * readers.
 *
 * @internal
 */
export const VerdictIcon = ({
  state,
  size = 16,
}: {
  state: VerdictState;
  size?: number;
}) => {
  const Icon = icons[state];
  return (
    <span className={styles.icon} data-state={state} aria-hidden>
      <Icon size={size} />
    </span>
  );
};

/** A verdict as sign, word and colour; the same wherever one is shown. @internal */
export const VerdictChip = ({
  state,
  muted = false,
}: {
  state: VerdictState;
  /** Shown, but does not count: a draft, say. */
  muted?: boolean;
}) => {
  const { t } = useScorecardsTranslation();
  const Icon = icons[state];
  return (
    <span className={styles.chip} data-state={state} data-muted={muted}>
      <Icon size={14} aria-hidden />
      {t(`common.verdict.${state}`)}
    </span>
  );
};
