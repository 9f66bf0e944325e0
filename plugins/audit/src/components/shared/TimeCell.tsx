import { formatExact, useLocale, useNow } from '@daytwo/ui-kit';
import { useMemo } from 'react';
import styles from './TimeCell.module.css';

function useFormats(locale: string) {
  return useMemo(
    () => ({
      time: new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }),
      day: new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }),
      dayAndYear: new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }),
    }),
    [locale],
  );
}

/** The time to the second, and the day where it is not today; in the reader's zone. @internal */
export const TimeCell = ({ at }: { at: string }) => {
  const locale = useLocale();
  const formats = useFormats(locale);
  const today = new Date(useNow());
  const date = new Date(at);
  const day =
    date.getFullYear() === today.getFullYear()
      ? formats.day
      : formats.dayAndYear;
  return (
    <time
      className={styles.time}
      dateTime={at}
      title={formatExact(date.getTime(), locale)}
    >
      {formats.time.format(date)}
      {date.toDateString() !== today.toDateString() && (
        <span className={styles.day}>{day.format(date)}</span>
      )}
    </time>
  );
};
