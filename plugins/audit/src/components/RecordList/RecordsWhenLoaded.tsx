import {
  ErrorState,
  ForbiddenState,
  isForbidden,
  LoadingSkeleton,
  StaleNotice,
} from '@daytwo/ui-kit';
import type { ReactElement } from 'react';
import type { RecordFeedState } from '../../hooks';
import { useAuditTranslation } from '../../translation';
import { RecordBrowser } from './RecordBrowser';

const ROWS = Array.from({ length: 8 }, () => 40);

/** A list of records in each of its states. @internal */
export const RecordsWhenLoaded = (props: {
  feed: RecordFeedState;
  sealedSeq?: number;
  empty: ReactElement;
  /** What failed, in words. */
  failed: string;
}) => {
  const { feed, failed } = props;
  const { t } = useAuditTranslation();
  const { error, loadedAt, reload } = feed;
  if (error && isForbidden(error)) {
    return <ForbiddenState permission={t('pages.permission.read')} />;
  }
  if (!feed.loaded) {
    return error ? (
      <ErrorState title={failed} error={error} onRetry={reload} />
    ) : (
      <LoadingSkeleton framed rows={ROWS} />
    );
  }
  return (
    <>
      {error && loadedAt && (
        <StaleNotice loadedAt={loadedAt} error={error} onRetry={reload} />
      )}
      <RecordBrowser {...props} />
    </>
  );
};
