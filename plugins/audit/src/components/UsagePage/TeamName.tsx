import type { UsageRow } from '@daytwo/backstage-plugin-audit-common';
import { useAuditTranslation } from '../../translation';
import { RefLink } from '../shared';

/**
 * A team that used an automation. Where people are kept private, those of small
 * teams stand with those without one.
 *
 * @internal
 */
export const TeamName = ({ row, team }: { row: UsageRow; team: string }) => {
  const { t } = useAuditTranslation();
  if (team) {
    return <RefLink entityRef={team} />;
  }
  return <>{t(row.actors ? 'usage.noTeam' : 'usage.smallTeams')}</>;
};
