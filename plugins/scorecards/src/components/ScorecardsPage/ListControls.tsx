import { SearchField } from '@backstage/ui';
import type { UrlChanges } from '@daytwo/ui-kit';
import { useScorecardsTranslation } from '../../translation';
import { Choice } from '../ScorecardPage/Choice';
import { listSorts, type ListSort } from './listOrder';
import styles from './ScorecardList.module.css';

/** Search and order of the list. @internal */
export const ListControls = ({
  text,
  sort,
  onChange,
}: {
  text: string;
  sort: ListSort;
  onChange: (changes: UrlChanges) => void;
}) => {
  const { t } = useScorecardsTranslation();
  return (
    <div className={styles.controls} role="search">
      <div className={styles.search}>
        <SearchField
          label={t('pages.list.search')}
          placeholder={t('pages.list.searchPlaceholder')}
          value={text}
          onChange={q => onChange({ q })}
        />
      </div>
      <Choice
        label={t('pages.list.sort')}
        options={listSorts.map(id => ({
          id,
          label: t(`pages.list.sorts.${id}`),
        }))}
        value={sort}
        onChange={id => onChange({ sort: id === 'name' ? undefined : id })}
      />
    </div>
  );
};
