import { Alert, Button, Card, Skeleton, Text } from '@backstage/ui';
import type { ReactElement, ReactNode } from 'react';
import { useDaytwoTranslation } from '../translation';
import { isAbsent, messageOf } from '../format';
import { ShortTime } from './RelativeTime';
import styles from './StateViews.module.css';

/** Grey shapes where content will be; give the heights of its rows, so that nothing jumps. @public */
export const LoadingSkeleton = ({
  rows,
  framed = false,
}: {
  rows: number[];
  /** On a card of its own; on the bare page the shapes can hardly be seen. */
  framed?: boolean;
}) => {
  const { t } = useDaytwoTranslation();
  const shapes = (
    <div
      className={styles.skeleton}
      role="status"
      aria-label={t('state.loading')}
    >
      {rows.map((height, index) => (
        <Skeleton key={index} width="100%" height={height} />
      ))}
    </div>
  );
  return framed ? <Card>{shapes}</Card> : shapes;
};

/** Nothing is there: what it would be, and how to get the first one. @public */
export const EmptyState = ({
  title,
  children,
  icon,
  action,
}: {
  title: string;
  children?: ReactNode;
  icon?: ReactElement;
  /** One button or link. */
  action?: ReactNode;
}) => (
  <div className={styles.empty}>
    {icon && (
      <span className={styles.emptyIcon} aria-hidden>
        {icon}
      </span>
    )}
    <Text as="p" variant="body-large" weight="bold">
      {title}
    </Text>
    {children && (
      <Text as="div" color="secondary">
        {children}
      </Text>
    )}
    {action}
  </div>
);

/**
 * What failed, that nothing is lost, and a second try; but where the backend
 * does not have the plugin at all, that nothing is wrong with this page.
 *
 * @public
 */
export const ErrorState = ({
  title,
  error,
  onRetry,
}: {
  /** What failed, such as "The scorecards could not be read". */
  title: string;
  error: Error;
  onRetry?: () => void;
}) => {
  const { t } = useDaytwoTranslation();
  if (isAbsent(error)) {
    return (
      <Alert
        role="status"
        status="info"
        icon
        title={t('state.absentTitle')}
        description={t('state.absent')}
      />
    );
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={title}
      description={t('state.errorSafe', { message: messageOf(error) })}
      customActions={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('state.retry')}
          </Button>
        )
      }
    />
  );
};

/** Which permission is missing, and who can grant it. @public */
export const ForbiddenState = ({ permission }: { permission: string }) => {
  const { t } = useDaytwoTranslation();
  return (
    <Alert
      role="status"
      status="info"
      icon
      title={t('state.forbiddenTitle')}
      description={t('state.forbidden', { permission })}
    />
  );
};

/** What is shown is the last good answer, dated. @public */
export const StaleNotice = ({
  loadedAt,
  error,
  onRetry,
}: {
  loadedAt: Date;
  error: Error;
  onRetry?: () => void;
}) => {
  const { t } = useDaytwoTranslation();
  return (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('state.staleTitle', {
        time: <ShortTime at={loadedAt} />,
      })}
      description={t('state.stale', { message: messageOf(error) })}
      customActions={
        onRetry && (
          <Button size="small" variant="secondary" onPress={onRetry}>
            {t('state.retry')}
          </Button>
        )
      }
    />
  );
};

/** The numbers leave out what the reader may not see. @public */
export const PartialNotice = ({
  title,
}: {
  /** What is left out, such as "Some entities are hidden from you". */
  title?: string;
}) => {
  const { t } = useDaytwoTranslation();
  return (
    <Alert
      role="note"
      status="info"
      icon
      title={title ?? t('state.partialTitle')}
      description={t('state.partial')}
    />
  );
};
