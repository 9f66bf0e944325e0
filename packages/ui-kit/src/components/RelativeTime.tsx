import { useLocale, useNow } from '../hooks';
import { useDaytwoTranslation } from '../translation';
import { formatExact, formatRelative, formatShort } from '../format';
import styles from './RelativeTime.module.css';

const toMs = (at: string | Date) => new Date(at).getTime();

/** How long ago, with the exact time on hover. @public */
export const RelativeTime = ({ at }: { at: string | Date }) => {
  const locale = useLocale();
  const now = useNow();
  const ms = toMs(at);
  return (
    <time
      className={styles.time}
      dateTime={new Date(ms).toISOString()}
      title={formatExact(ms, locale)}
    >
      {formatRelative(ms, now, locale)}
    </time>
  );
};

/** A day, or the time if it is today, with the exact time on hover. @public */
export const ShortTime = ({ at }: { at: string | Date }) => {
  const locale = useLocale();
  const now = useNow();
  const ms = toMs(at);
  return (
    <time
      className={styles.time}
      dateTime={new Date(ms).toISOString()}
      title={formatExact(ms, locale)}
    >
      {formatShort(ms, now, locale)}
    </time>
  );
};

/** Since when, as a day or today's time, with the exact time on hover. @public */
export const Since = ({ at }: { at: string | Date }) => {
  const { t } = useDaytwoTranslation();
  const locale = useLocale();
  const now = useNow();
  const ms = toMs(at);
  return (
    <time
      className={styles.time}
      dateTime={new Date(ms).toISOString()}
      title={formatExact(ms, locale)}
    >
      {t('time.since', { date: formatShort(ms, now, locale) })}
    </time>
  );
};
