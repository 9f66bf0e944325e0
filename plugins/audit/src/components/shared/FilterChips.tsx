import { formatExact, useLocale } from '@daytwo/ui-kit';
import { conditionsOf, type RecordQuery } from '../../filter';
import { useAuditTranslation } from '../../translation';
import styles from './FilterChips.module.css';
import { valueName } from './valueName';

/** A filter in words, its times included; to read, not to change. @internal */
export const FilterChips = ({
  query,
  label,
}: {
  query: RecordQuery;
  label: string;
}) => {
  const { t } = useAuditTranslation();
  const locale = useLocale();
  const conditions = [
    ...conditionsOf(query).map(({ key, value }) => ({
      name: t(`filter.${key}`),
      value: valueName(key, value, t),
    })),
    ...(['from', 'to'] as const).flatMap(key => {
      const at = query[key];
      const value = at && formatExact(Date.parse(at), locale);
      return value ? [{ name: t(`filter.${key}`), value }] : [];
    }),
  ];
  const words =
    conditions.length > 0
      ? conditions.map(condition => t('filter.condition', condition))
      : [t('filter.everything')];
  return (
    <ul className={styles.chips} aria-label={label}>
      {words.map(text => (
        <li key={text} className={styles.chip}>
          {text}
        </li>
      ))}
    </ul>
  );
};
