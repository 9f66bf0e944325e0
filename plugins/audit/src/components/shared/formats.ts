import { useLocale } from '@daytwo/ui-kit';
import { useMemo } from 'react';

/** Numbers with the separators of the reader's locale. @internal */
export function useCountFormat(): (count: number) => string {
  const locale = useLocale();
  return useMemo(() => {
    const format = new Intl.NumberFormat(locale);
    return count => format.format(count);
  }, [locale]);
}

const byteUnits = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3],
] as const;

/** Sizes of files. @internal */
export function useByteFormat(): (bytes: number) => string {
  const locale = useLocale();
  return bytes => {
    const [unit, size] = byteUnits.find(([, n]) => bytes >= n) ?? [
      'byte' as const,
      1,
    ];
    return new Intl.NumberFormat(locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: 1,
    }).format(bytes / size);
  };
}
