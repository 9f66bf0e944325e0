import { useLocale } from '@daytwo/ui-kit';

/** Working time in hours: days of 24 hours would mislead. @internal */
export function savedTime(minutes: number, locale: string): string {
  const isShort = minutes < 60;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: isShort ? 'minute' : 'hour',
    unitDisplay: 'short',
    maximumFractionDigits: 0,
  }).format(isShort ? minutes : minutes / 60);
}

/** @internal */
export const SavedTime = ({ minutes }: { minutes: number }) => {
  const locale = useLocale();
  return <>{minutes > 0 ? savedTime(minutes, locale) : '–'}</>;
};
