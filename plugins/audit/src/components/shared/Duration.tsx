import { useLocale } from '@daytwo/ui-kit';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** How long, in a few letters: "14 s", "230 ms". @internal */
export function shortDuration(ms: number, locale: string): string {
  const known = units.find(([, length]) => ms >= length);
  const [unit, length] = known ?? (['millisecond', 1] as const);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: known ? 1 : 0,
  }).format(ms / length);
}

/** @internal */
export const Duration = ({ ms }: { ms: number }) => (
  <span>{shortDuration(ms, useLocale())}</span>
);
