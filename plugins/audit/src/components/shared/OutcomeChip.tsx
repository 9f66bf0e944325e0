import type { AuditOutcome } from '@daytwo/backstage-plugin-audit-common';
import { StatusChip } from '@daytwo/ui-kit';
import {
  RiCheckLine,
  RiCloseLine,
  RiForbidLine,
  RiHourglassLine,
} from '@remixicon/react';
import { useAuditTranslation } from '../../translation';

/** One sign for each outcome. @internal */
export const outcomeIcons = {
  succeeded: RiCheckLine,
  failed: RiCloseLine,
  denied: RiForbidLine,
  abandoned: RiHourglassLine,
} as const;

const statuses = {
  succeeded: 'success',
  failed: 'danger',
  denied: 'warning',
  abandoned: 'neutral',
} as const;

/** How it ended, as sign, word and colour; what succeeded stays quiet. @internal */
export const OutcomeChip = ({ outcome }: { outcome: AuditOutcome }) => {
  const { t } = useAuditTranslation();
  return (
    <StatusChip
      status={statuses[outcome]}
      icon={outcomeIcons[outcome]}
      quiet={outcome === 'succeeded'}
      title={t(`record.outcomeWhy.${outcome}`)}
    >
      {t(`record.outcome.${outcome}`)}
    </StatusChip>
  );
};
