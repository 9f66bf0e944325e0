import {
  isForbidden,
  LoadingSkeleton,
  useUrlParams,
  WhenLoaded,
} from '@daytwo/ui-kit';
import { useMemo } from 'react';
import { rangeOf } from '../../filter';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { Page } from '../shared';
import { UsageControls, usagePeriods } from './UsageControls';
import { UsageView } from './UsageView';

const HOUR = 3_600_000;

/** Which automations are used, how, and by whom. @internal */
export const UsagePage = () => {
  const { t } = useAuditTranslation();
  const { get, getAll, update } = useUrlParams();
  const asked = get('period');
  const period = usagePeriods.find(known => known === asked) ?? '30d';
  const team = getAll('team');
  const range = useMemo(
    () => rangeOf({ when: period }, Math.floor(Date.now() / HOUR) * HOUR),
    [period],
  );
  const state = useAudit(
    'getUsage',
    { query: { ...range, ...(team.length > 0 && { team }) } },
    { keepPrevious: true },
  );
  return (
    <Page tab="usage">
      {!(state.error && isForbidden(state.error)) && (
        <UsageControls
          period={period}
          text={get('q') ?? ''}
          team={team}
          usage={state.data}
          onChange={update}
        />
      )}
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton framed rows={[40, 40, 40, 40, 40]} />}
        failed={t('usage.failed')}
        permission={t('pages.permission.usage')}
      >
        {usage => (
          <UsageView
            usage={usage}
            isStale={state.isPrevious}
            text={get('q') ?? ''}
            sort={get('sort') ?? '-runs'}
            onSort={sort => update({ sort })}
          />
        )}
      </WhenLoaded>
    </Page>
  );
};
