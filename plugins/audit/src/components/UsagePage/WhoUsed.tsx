import type { UsageRow } from '@daytwo/backstage-plugin-audit-common';
import { Link } from '@backstage/ui';
import { toEntityRef } from '@daytwo/ui-kit';
import type { ReactNode } from 'react';
import { useAuditTranslation } from '../../translation';
import { RefLink, useAuditHref } from '../shared';
import { TeamName } from './TeamName';
import styles from './UsagePage.module.css';

const List = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <h3 className={styles.listTitle}>{title}</h3>
    <ul className={styles.list}>{children}</ul>
  </div>
);

/** Teams and, where the portal shows them, people behind the runs. @internal */
export const WhoUsed = ({ row }: { row: UsageRow }) => {
  const { t } = useAuditTranslation();
  const href = useAuditHref();
  const { automation, teams, actors } = row;
  return (
    <div className={styles.who}>
      <List title={t('usage.whoTeams')}>
        {teams.map(({ team, runs }) => (
          <li key={team}>
            <TeamName row={row} team={team} />
            <span className={styles.quiet}>
              {t('usage.runsOf', { count: runs })}
            </span>
          </li>
        ))}
      </List>
      {actors && (
        <List title={t('usage.whoPeople')}>
          {actors.map(({ actor, runs }) => (
            <li key={actor}>
              <RefLink entityRef={actor} />
              <span className={styles.quiet}>
                {t('usage.runsOf', { count: runs })}
              </span>
            </li>
          ))}
        </List>
      )}
      {toEntityRef(automation) && row.kind === 'template' && (
        <Link href={href({ entity: automation, when: '90d' })} standalone>
          {t('usage.records')}
        </Link>
      )}
    </div>
  );
};
