import { LoadingSkeleton, WhenLoaded } from '@daytwo/ui-kit';
import { useAudit } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { Page } from '../shared';
import { StatusBanner } from '../ActivityPage/StatusBanner';
import { Keys } from './Keys';
import { SealHeadline } from './SealHeadline';
import { SealTiles } from './SealTiles';
import { Streams } from './Streams';
import { VerifyPanel } from './VerifyPanel';

const REFRESH_MS = 10_000;

/** State of the log and its seal, and the way to check all of it. @internal */
export const SealPage = () => {
  const { t } = useAuditTranslation();
  const state = useAudit('getStatus', {}, { everyMs: REFRESH_MS });
  return (
    <Page tab="seal">
      <WhenLoaded
        state={state}
        skeleton={<LoadingSkeleton framed rows={[40, 88, 120, 96]} />}
        failed={t('seal.failed')}
        permission={t('pages.permission.read')}
      >
        {status => (
          <>
            <StatusBanner status={status} isSealPage />
            <SealHeadline status={status} />
            <SealTiles status={status} />
            <VerifyPanel lastBlock={status.seal.lastBlock} />
            <Streams streams={status.streams} />
            <Keys keys={status.keys} onRotated={state.refetch} />
          </>
        )}
      </WhenLoaded>
    </Page>
  );
};
