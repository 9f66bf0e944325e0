import { LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { Page } from '../shared';
import { HoldList } from './HoldList';
import { NewHold } from './NewHold';
import { NoHolds } from './NoHolds';

/** Legal holds: what retention must not prune, for whom, since when. @internal */
export const HoldsPage = () => {
  const { t } = useAuditTranslation();
  const state = useAudit('listHolds', { query: { released: 'true' } });
  const { data, refetch } = state;
  const hasSome = data !== undefined && data.items.length > 0;
  return (
    <Page
      tab="holds"
      actions={hasSome && <NewHold variant="primary" onDone={refetch} />}
    >
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton framed rows={[40, 88, 88]} />}
        failed={t('hold.failed')}
        permission={t('pages.permission.holds')}
      >
        {({ items }) =>
          items.length === 0 ? (
            <NoHolds onDone={refetch} />
          ) : (
            <HoldList holds={items} onChange={refetch} />
          )
        }
      </WhenLoaded>
    </Page>
  );
};
