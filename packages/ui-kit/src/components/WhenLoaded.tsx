import type { ReactElement, ReactNode } from 'react';
import type { AnswerState } from '../hooks';
import { isForbidden, isNotFound } from '../format';
import { ErrorState, ForbiddenState, StaleNotice } from './StateViews';

/**
 * The states that every panel has, around the one with data.
 *
 * @example
 * ```tsx
 * <WhenLoaded
 *   state={state}
 *   skeleton={<LoadingSkeleton rows={[80, 80]} />}
 *   failed={t('sources.failed')}
 *   permission="scorecards.fact.read"
 * >
 *   {({ items }) => <SourceList sources={items} />}
 * </WhenLoaded>
 * ```
 *
 * @public
 */
export function WhenLoaded<T>(props: {
  state: AnswerState<T>;
  skeleton: ReactElement;
  /** What failed, in words. */
  failed: string;
  /** The permission that a 403 speaks of. */
  permission: string;
  /** What to show where the thing does not exist; an error by default. */
  notFound?: ReactElement;
  children: (data: T) => ReactNode;
}) {
  const { state, skeleton, failed, permission, notFound, children } = props;
  const { data, error, loadedAt, refetch } = state;
  if (error && isForbidden(error)) {
    return <ForbiddenState permission={permission} />;
  }
  if (error && notFound && isNotFound(error)) {
    return notFound;
  }
  if (data === undefined) {
    return error ? (
      <ErrorState title={failed} error={error} onRetry={refetch} />
    ) : (
      skeleton
    );
  }
  return (
    <>
      {error && loadedAt && (
        <StaleNotice loadedAt={loadedAt} error={error} onRetry={refetch} />
      )}
      {children(data)}
    </>
  );
}
