import { ToggleButton } from '@backstage/ui';
import { useUrlState } from '@daytwo/ui-kit';
import { RiRadioButtonLine } from '@remixicon/react';
import { useMemo } from 'react';
import { isOver } from '../../filter';
import { useAudit, useRecordFeed } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { RecordsWhenLoaded } from '../RecordList';
import { Page } from '../shared';
import { ActiveConditions } from './ActiveConditions';
import { ExportMenu } from './ExportMenu';
import { HoldThese } from './HoldThese';
import { FilterBar } from './filters';
import { Histogram } from './histogram';
import { NoRecords } from './NoRecords';
import { RestrictedNotice, StatusBanner } from './StatusBanner';
import { useFilter } from './useFilter';
import { ViewsMenu } from './views';

const STATUS_MS = 15_000;

const LiveToggle = ({
  isLive,
  isDisabled,
  onChange,
}: {
  isLive: boolean;
  isDisabled: boolean;
  onChange: (isLive: boolean) => void;
}) => {
  const { t } = useAuditTranslation();
  return (
    <ToggleButton
      isSelected={isLive}
      isDisabled={isDisabled}
      onChange={onChange}
      iconStart={<RiRadioButtonLine />}
      aria-label={t(isLive ? 'pages.records.liveOn' : 'pages.records.liveOff')}
    >
      {t('pages.records.live')}
    </ToggleButton>
  );
};

/** What happened in the portal: search, course, list, and each record. @internal */
export const ActivityPage = () => {
  const { t } = useAuditTranslation();
  const filter = useFilter();
  const [live, setLive] = useUrlState<'on' | 'off'>('live', 'on');
  // What ended already has no news.
  const hasEnded = isOver(filter.range, Date.now());
  const isLive = live !== 'off' && !hasEnded;
  const query = useMemo(
    () => ({ ...filter.query, ...filter.range }),
    [filter.query, filter.range],
  );
  const feed = useRecordFeed(query, { live: isLive });
  const status = useAudit('getStatus', {}, { everyMs: STATUS_MS });
  return (
    <Page
      tab="records"
      actions={
        <>
          <LiveToggle
            isLive={isLive}
            isDisabled={hasEnded}
            onChange={on => setLive(on ? 'on' : 'off')}
          />
          <ViewsMenu filter={filter} />
          <HoldThese query={query} />
          <ExportMenu query={query} />
        </>
      }
    >
      {status.data && <StatusBanner status={status.data} />}
      <FilterBar filter={filter} />
      <ActiveConditions filter={filter} />
      <Histogram filter={filter} isLive={isLive} />
      {feed.restricted && <RestrictedNotice />}
      <RecordsWhenLoaded
        feed={feed}
        sealedSeq={status.data?.seal.lastSealedSeq}
        empty={<NoRecords filter={filter} />}
        failed={t('pages.records.failed')}
      />
    </Page>
  );
};
