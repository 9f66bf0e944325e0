import { Select } from '@backstage/ui';
import { useOptionSearch } from './useOptionSearch';
import styles from './Choice.module.css';

/** @internal */
export interface ChoiceOption {
  id: string;
  label: string;
}

/** One of a few. @internal */
export const Choice = ({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly ChoiceOption[];
  value: string;
  onChange: (id: string) => void;
}) => (
  <div className={styles.choice}>
    <Select
      label={label}
      {...useOptionSearch(options, [value])}
      value={value}
      onChange={key => key !== null && onChange(String(key))}
    />
  </div>
);
