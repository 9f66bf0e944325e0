import { useLocale } from '../../hooks';

/** A count with the separators of the locale. @internal */
export const Num = ({ value }: { value: number }) => (
  <>{new Intl.NumberFormat(useLocale()).format(value)}</>
);
