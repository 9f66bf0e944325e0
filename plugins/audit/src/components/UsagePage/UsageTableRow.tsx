import type { UsageRow } from '@daytwo/backstage-plugin-audit-common';
import { formatPercent, Num, RelativeTime } from '@daytwo/ui-kit';
import { RiArrowDownSLine } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import { Duration } from '../shared';
import { AutomationName } from './AutomationName';
import { RunsTrend } from './RunsTrend';
import { SavedTime } from './SavedTime';
import { successOf } from './sortUsage';
import { TeamName } from './TeamName';
import styles from './UsagePage.module.css';
import { WhoUsed } from './WhoUsed';

const Teams = ({ row }: { row: UsageRow }) => {
  const { t } = useAuditTranslation();
  const [first, ...others] = row.teams;
  if (!first) {
    return <>–</>;
  }
  return (
    <>
      <TeamName row={row} team={first.team} />
      {others.length > 0 && (
        <span className={styles.quiet}>
          {' '}
          {t('usage.moreTeams', { number: `${others.length}` })}
        </span>
      )}
    </>
  );
};

const Success = ({ row }: { row: UsageRow }) => {
  const { t } = useAuditTranslation();
  const success = successOf(row);
  return (
    <>
      {success === undefined ? '–' : formatPercent(100 * success)}
      {row.failed > 0 && (
        <span className={styles.below}>
          {t('usage.failedRuns', { count: row.failed })}
        </span>
      )}
    </>
  );
};

/** @internal */
export const UsageTableRow = (props: {
  row: UsageRow;
  columns: number;
  isOpen: boolean;
  onToggle: () => void;
}) => {
  const { row, columns, isOpen, onToggle } = props;
  const { t } = useAuditTranslation();
  return (
    <>
      <tr>
        <th scope="row">
          <span className={styles.first}>
            <button
              type="button"
              className={styles.toggle}
              aria-expanded={isOpen}
              aria-label={t('usage.who', { name: row.automation })}
              onClick={onToggle}
            >
              <RiArrowDownSLine size={18} aria-hidden />
            </button>
            <AutomationName row={row} />
          </span>
        </th>
        <td data-align="end">
          <Num value={row.runs} />
        </td>
        <td data-align="end">
          <Success row={row} />
        </td>
        <td data-align="end">
          {row.medianMs === undefined ? '–' : <Duration ms={row.medianMs} />}
        </td>
        <td data-align="end">
          <Num value={row.people} />
        </td>
        <td className={styles.teams}>
          <Teams row={row} />
        </td>
        <td data-align="end">
          <SavedTime minutes={row.savedMinutes} />
        </td>
        <td>
          <RunsTrend values={row.trend} />
        </td>
        <td>
          {row.lastRun ? <RelativeTime at={row.lastRun} /> : t('usage.never')}
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={columns}>
            <WhoUsed row={row} />
          </td>
        </tr>
      )}
    </>
  );
};
