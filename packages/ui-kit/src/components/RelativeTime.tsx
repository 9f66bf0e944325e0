import { useLocale, useNow } from '../hooks';
import { useDaytwoTranslation } from '../translation';
import { formatExact, formatRelative, formatShort } from '../format';
import styles from './RelativeTime.module.css';

/** What is said of a time, from milliseconds and the reader's locale. */
type Say = (ms: number, now: number, locale: string) => string;

/** A time as it is said, with the exact one on hover. */
const Time = ({ at, say }: { at: string | Date; say: Say }) => {
  const locale = useLocale();
  const ms = new Date(at).getTime();
  // Drawn anew when the clock ticks; what is newer than its last tick is not to come.
  const now = Math.max(useNow(), Date.now());
  return (
    <time
      className={styles.time}
      dateTime={new Date(ms).toISOString()}
      title={formatExact(ms, locale)}
    >
      {say(ms, now, locale)}
    </time>
  );
};

/** How long ago, with the exact time on hover. @public */
export const RelativeTime = ({ at }: { at: string | Date }) => (
  <Time at={at} say={formatRelative} />
);

/** A day, or the time if it is today, with the exact time on hover. @public */
export const ShortTime = ({ at }: { at: string | Date }) => (
  <Time at={at} say={formatShort} />
);

/** Since when, as a day or today's time, with the exact time on hover. @public */
export const Since = ({ at }: { at: string | Date }) => {
  const { t } = useDaytwoTranslation();
  return (
    <Time
      at={at}
      say={(...time) => t('time.since', { date: formatShort(...time) })}
    />
  );
};
