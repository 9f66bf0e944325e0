import type {
  RollupDimension,
  ScorecardResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import { verdictStates } from '@daytwo/backstage-plugin-scorecards-common';
import { BgProvider, Select } from '@backstage/ui';
import { useState } from 'react';
import { useScorecards } from '../../../hooks';
import { useScorecardsTranslation } from '../../../translation';
import { Choice, type ChoiceOption } from '../Choice';
import { useOptionSearch } from '../useOptionSearch';
import { paramsOf } from '../params';
import { nameOf } from '../rollup/RollupName';
import { conditionName, parseCheckCondition } from './conditionNames';
import { valuesOf, type ListFilter } from './entityFilter';
import type { Conditions } from './useConditions';
import styles from './EntitiesTab.module.css';

const dimensions = [
  'group',
  'system',
  'domain',
  'type',
  'lifecycle',
  'tag',
] as const satisfies readonly RollupDimension[];

interface FilterProps {
  scorecard: ScorecardResponse;
  conditions: Conditions;
}

const ListFilterSelect = (
  props: FilterProps & {
    name: ListFilter;
    options: readonly ChoiceOption[];
    isLoading?: boolean;
    onOpenChange?: (isOpen: boolean) => void;
  },
) => {
  const { scorecard, conditions, name, options, isLoading } = props;
  const { t } = useScorecardsTranslation();
  const chosen = valuesOf(conditions.query, name);
  const missing = chosen
    .filter(value => !options.some(({ id }) => id === value))
    .map(id => ({ id, label: conditionName(name, id, { scorecard, t }) }));
  return (
    <Select
      selectionMode="multiple"
      label={t(`pages.filter.${name}`)}
      placeholder={t('pages.filter.any')}
      {...useOptionSearch([...missing, ...options], chosen)}
      loading={isLoading ? { state: 'loading' } : undefined}
      allowsEmptyCollection
      value={chosen}
      onChange={keys => conditions.set(name, keys.map(String))}
      onOpenChange={props.onOpenChange}
    />
  );
};

const never = () => false;

/** Its values come from the sums; they are asked for when it is opened. */
const DimensionFilter = (props: FilterProps & { name: RollupDimension }) => {
  const { scorecard, name } = props;
  const [wanted, setWanted] = useState(false);
  const { data, loading } = useScorecards(
    'getRollup',
    { params: paramsOf(scorecard), query: { by: name } },
    { skip: !wanted, affectedBy: never },
  );
  const options = (data?.items ?? [])
    .map(item => ({ id: item.value, label: nameOf(item) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  return (
    <ListFilterSelect
      {...props}
      options={options}
      isLoading={loading}
      onOpenChange={isOpen => isOpen && setWanted(true)}
    />
  );
};

const NO_CHECK = '';

const CheckFilter = ({ scorecard, conditions }: FilterProps) => {
  const { t } = useScorecardsTranslation();
  const [first] = valuesOf(conditions.query, 'check');
  const condition = first ? parseCheckCondition(first) : undefined;
  const choose = (checkId: string, state: string) =>
    conditions.set('check', checkId ? `${checkId}:${state}` : undefined);
  return (
    <>
      <Choice
        label={t('pages.filter.check')}
        options={[
          { id: NO_CHECK, label: t('pages.filter.any') },
          ...scorecard.checks.map(({ id, title }) => ({ id, label: title })),
        ]}
        value={condition?.checkId ?? NO_CHECK}
        onChange={id => choose(id, condition?.state ?? 'fail')}
      />
      {condition && (
        <Choice
          label={t('pages.filter.state')}
          options={verdictStates.map(id => ({
            id,
            label: t(`common.verdict.${id}`),
          }))}
          value={condition.state}
          onChange={state => choose(condition.checkId, state)}
        />
      )}
    </>
  );
};

/** Everything that entities can be narrowed by. @internal */
export const FilterPanel = (props: FilterProps) => {
  const { t } = useScorecardsTranslation();
  const { scorecard } = props;
  const levels = [
    { id: 'none', label: t('common.level.none') },
    ...scorecard.levels.map(({ name, title }) => ({ id: name, label: title })),
  ];
  return (
    <div
      className={styles.panel}
      role="group"
      aria-label={t('pages.filter.label')}
    >
      <BgProvider bg="neutral-1">
        <ListFilterSelect {...props} name="level" options={levels} />
        <CheckFilter {...props} />
        {dimensions.map(name => (
          <DimensionFilter key={name} {...props} name={name} />
        ))}
      </BgProvider>
    </div>
  );
};
