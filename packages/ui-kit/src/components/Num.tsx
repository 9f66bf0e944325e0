import { useLocale } from '../hooks';

/** A count with the separators of the locale. @public */
export const Num = ({ value }: { value: number }) => (
  <>{new Intl.NumberFormat(useLocale()).format(value)}</>
);
