import { Switch, ToggleButton } from '@backstage/ui';
import {
  auditOutcomes,
  auditSeverities,
  auditSources,
} from '@daytwo/backstage-plugin-audit-common';
import { toEntityRef } from '@daytwo/ui-kit';
import { RiFilter3Line } from '@remixicon/react';
import { useState } from 'react';
import { listFilters, type ListFilter } from '../../../filter';
import { useAuditTranslation } from '../../../translation';
import { valueName } from '../../shared';
import type { Filter } from '../useFilter';
import { EnumSelect } from './EnumSelect';
import styles from './FilterBar.module.css';
import { SearchBox } from './SearchBox';
import { SearchSelect, type UseOptions } from './SearchSelect';
import { TimeSelect } from './TimeSelect';
import { useGroupOptions } from './useGroupOptions';
import {
  useActorOptions,
  useEntityOptions,
  useWhatOptions,
} from './useSuggestions';

interface FilterProps {
  filter: Filter;
}

interface FilterBarProps extends FilterProps {
  /** Look-ups can be shown or not. */
  hasNoise?: boolean;
}

const chosenOf = ({ query }: Filter, key: ListFilter): string[] =>
  [query[key] ?? []].flat();

const RefFilter = (
  props: FilterProps & {
    name: 'actor' | 'entity' | 'group';
    useOptions: UseOptions;
    defaultKind?: string;
  },
) => {
  const { filter, name, useOptions, defaultKind } = props;
  const { t } = useAuditTranslation();
  return (
    <SearchSelect
      label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}Any`)}
      chosen={chosenOf(filter, name)}
      nameOf={id => valueName(name, id, t)}
      useOptions={useOptions}
      asValue={text => toEntityRef(text || undefined, defaultKind)}
      onChange={ids => filter.set({ [name]: ids })}
    />
  );
};

/** Plugins and events are one question to the reader, and two filters. */
const WhatFilter = ({ filter }: FilterProps) => {
  const { t } = useAuditTranslation();
  const chosen = (['plugin', 'event'] as const).flatMap(key =>
    chosenOf(filter, key).map(value => `${key}=${value}`),
  );
  const partOf = (ids: string[], key: string) =>
    ids
      .filter(id => id.startsWith(`${key}=`))
      .map(id => id.slice(key.length + 1));
  return (
    <SearchSelect
      label={t('filter.what')}
      placeholder={t('filter.whatAny')}
      chosen={chosen}
      nameOf={id => id.slice(id.indexOf('=') + 1)}
      useOptions={useWhatOptions}
      onChange={ids =>
        filter.set({
          plugin: partOf(ids, 'plugin'),
          event: partOf(ids, 'event'),
        })
      }
    />
  );
};

const OutcomeFilters = ({ filter }: FilterProps) => (
  <EnumSelect filter={filter} name="outcome" values={auditOutcomes} />
);

const FurtherFilters = ({ filter, hasNoise }: FilterBarProps) => {
  const { t } = useAuditTranslation();
  return (
    <>
      <RefFilter
        filter={filter}
        name="group"
        useOptions={useGroupOptions}
        defaultKind="group"
      />
      <EnumSelect filter={filter} name="severity" values={auditSeverities} />
      <EnumSelect filter={filter} name="source" values={auditSources} />
      {hasNoise && (
        <div className={styles.switch}>
          <Switch
            label={t('filter.showNoise')}
            isSelected={filter.query.noise === 'true'}
            onChange={on => filter.set({ noise: on ? 'true' : undefined })}
          />
        </div>
      )}
    </>
  );
};

const further = ['group', 'severity', 'source'] as const;

/** How many of the filters behind the button are set; which those are depends on the width. */
const Count = (
  props: FilterProps & { of: readonly ListFilter[]; className: string },
) => {
  const { of: names, filter, className } = props;
  const count = names.filter(name => filter.query[name]).length;
  return count > 0 ? <span className={className}> ({count})</span> : null;
};

/** Everything that records can be narrowed by. @internal */
export const FilterBar = ({ filter, hasNoise = true }: FilterBarProps) => {
  const { t } = useAuditTranslation();
  const [isOpen, setOpen] = useState(() =>
    further.some(key => chosenOf(filter, key).length > 0),
  );
  return (
    <div role="search" aria-label={t('filter.label')} className={styles.bar}>
      <div className={styles.search}>
        <SearchBox
          value={filter.query.q ?? ''}
          onChange={q => filter.set({ q })}
        />
      </div>
      <TimeSelect filter={filter} />
      <div className={styles.main} data-open={isOpen}>
        <RefFilter
          filter={filter}
          name="actor"
          useOptions={useActorOptions}
          defaultKind="user"
        />
        <WhatFilter filter={filter} />
        <RefFilter
          filter={filter}
          name="entity"
          useOptions={useEntityOptions}
        />
        <OutcomeFilters filter={filter} />
        {isOpen && <FurtherFilters filter={filter} hasNoise={hasNoise} />}
      </div>
      <ToggleButton
        isSelected={isOpen}
        onChange={setOpen}
        iconStart={<RiFilter3Line />}
        className={styles.more}
      >
        {t('filter.more')}
        <Count of={listFilters} filter={filter} className={styles.ofAll} />
        <Count of={further} filter={filter} className={styles.ofFurther} />
      </ToggleButton>
    </div>
  );
};
