import type { AuditOutcome } from '@daytwo/backstage-plugin-audit-common';
import {
  RiCheckLine,
  RiCloseLine,
  RiForbidLine,
  RiHourglassLine,
} from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import styles from './OutcomeChip.module.css';

/** One sign for each outcome. @internal */
export const outcomeIcons = {
  succeeded: RiCheckLine,
  failed: RiCloseLine,
  denied: RiForbidLine,
  abandoned: RiHourglassLine,
} as const;

/** How it ended, as sign, word and colour; what succeeded stays quiet. @internal */
export const OutcomeChip = ({ outcome }: { outcome: AuditOutcome }) => {
  const { t } = useAuditTranslation();
  const Icon = outcomeIcons[outcome];
  return (
    <span
      className={styles.chip}
      data-outcome={outcome}
      title={t(`record.outcomeWhy.${outcome}`)}
    >
      <Icon size={14} aria-hidden />
      {t(`record.outcome.${outcome}`)}
    </span>
  );
};
