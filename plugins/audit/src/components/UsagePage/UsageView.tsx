import { Alert, Text } from '@backstage/ui';
import type { Usage } from '@daytwo/backstage-plugin-audit-common';
import { EmptyState, formatPercent, useLocale } from '@daytwo/ui-kit';
import { RiRobot2Line } from '@remixicon/react';
import { useAuditTranslation } from '../../translation';
import { useCountFormat } from '../shared';
import { savedTime } from './SavedTime';
import { matchingUsage, sortUsage } from './sortUsage';
import styles from './UsagePage.module.css';
import { UsageTable } from './UsageTable';
import { Unused } from './Unused';

interface UsageViewProps {
  usage: Usage;
  isStale: boolean;
  text: string;
  sort: string;
  onSort: (sort: string) => void;
}

/** The answer of the page: how much was used, and what it saved. */
const Headline = ({ usage: { items } }: { usage: Usage }) => {
  const { t } = useAuditTranslation();
  const locale = useLocale();
  const count = useCountFormat();
  const sum = (of: (row: Usage['items'][number]) => number) =>
    items.reduce((total, row) => total + of(row), 0);
  const runs = sum(row => row.runs);
  const saved = sum(row => row.savedMinutes);
  const finished = sum(row => row.succeeded + row.failed);
  const parts = [
    t('usage.headline.people', { count: items.length }),
    ...(finished > 0
      ? [
          t('usage.headline.success', {
            percent: formatPercent(
              (100 * sum(row => row.succeeded)) / finished,
            ),
          }),
        ]
      : []),
    ...(saved > 0
      ? [
          t('usage.headline.saved', {
            time: savedTime(saved, locale),
          }),
        ]
      : []),
  ];
  return (
    <div>
      <Text as="h2" variant="title-small" weight="bold">
        {t('usage.headline.runs', { count: runs, number: count(runs) })}
      </Text>
      <Text as="p" color="secondary">
        {parts.join(' · ')}
      </Text>
    </div>
  );
};

/** The page with data. @internal */
export const UsageView = (props: UsageViewProps) => {
  const { usage, isStale, text, sort, onSort } = props;
  const { t } = useAuditTranslation();
  const rows = sortUsage(matchingUsage(usage.items, text), sort);
  return (
    <div className={styles.view} data-stale={isStale}>
      {usage.privacy && (
        <Alert
          role="note"
          icon
          status="info"
          title={t('usage.privacy')}
          description={t('usage.privacyWhy')}
        />
      )}
      {usage.items.length === 0 ? (
        <EmptyState title={t('usage.none')} icon={<RiRobot2Line />}>
          {t('usage.noneWhy')}
        </EmptyState>
      ) : (
        <>
          <Headline usage={usage} />
          {rows.length > 0 ? (
            <UsageTable rows={rows} sort={sort} onSort={onSort} />
          ) : (
            <EmptyState title={t('usage.noMatch')} />
          )}
        </>
      )}
      <Unused templates={usage.unused} />
    </div>
  );
};
