import { Select } from '@backstage/ui';
import { useAuditTranslation } from '../../../translation';
import { valueName } from '../../shared';
import type { Filter } from '../useFilter';

/** Several of a few known values. @internal */
export const EnumSelect = ({
  filter,
  name,
  values,
}: {
  filter: Filter;
  name: 'outcome' | 'severity' | 'source';
  values: readonly string[];
}) => {
  const { t } = useAuditTranslation();
  return (
    <Select
      selectionMode="multiple"
      label={t(`filter.${name}`)}
      placeholder={t(`filter.${name}Any`)}
      options={values.map(id => ({ id, label: valueName(name, id, t) }))}
      value={[filter.query[name] ?? []].flat()}
      onChange={keys => filter.set({ [name]: keys.map(String) })}
    />
  );
};
