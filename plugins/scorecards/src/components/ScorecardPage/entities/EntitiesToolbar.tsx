import type { ScorecardResponse } from '@daytwo/backstage-plugin-scorecards-common';
import { SearchField, ToggleButton } from '@backstage/ui';
import { RiFilter3Line } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useScorecardsTranslation } from '../../../translation';
import { Choice } from '../Choice';
import { entitySorts, conditionCount } from './entityFilter';
import { ExportButton } from './ExportButton';
import { FilterPanel } from './FilterPanel';
import type { Conditions } from './useConditions';
import styles from './EntitiesTab.module.css';

const PAUSE_MS = 250;

/** Typing never waits: the question is asked in a pause. */
const DelayedSearch = ({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}) => {
  const { t } = useScorecardsTranslation();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <div className={styles.search}>
      <SearchField
        label={t('pages.filter.search')}
        placeholder={t('pages.filter.searchPlaceholder')}
        value={text}
        onChange={setText}
      />
    </div>
  );
};

/** Search, filters, order and export of the entities. @internal */
export const EntitiesToolbar = ({
  scorecard,
  conditions,
}: {
  scorecard: ScorecardResponse;
  conditions: Conditions;
}) => {
  const { t } = useScorecardsTranslation();
  const [isOpen, setOpen] = useState(false);
  const { query, set } = conditions;
  const count = conditionCount(query);
  return (
    <>
      <div className={styles.toolbar} role="search">
        <DelayedSearch value={query.q ?? ''} onChange={q => set('q', q)} />
        <Choice
          label={t('pages.entities.sort')}
          options={entitySorts.map(id => ({
            id,
            label: t(`pages.entities.sorts.${id}`),
          }))}
          value={query.sort ?? 'score'}
          onChange={id => set('sort', id === 'score' ? undefined : id)}
        />
        <ToggleButton
          iconStart={<RiFilter3Line />}
          isSelected={isOpen}
          onChange={setOpen}
          aria-expanded={isOpen}
        >
          {count > 0
            ? t('pages.filter.openCount', { active: `${count}` })
            : t('pages.filter.open')}
        </ToggleButton>
        <ExportButton scorecard={scorecard} query={query} />
      </div>
      {isOpen && <FilterPanel scorecard={scorecard} conditions={conditions} />}
    </>
  );
};
