import { Select } from '@backstage/ui';
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
  searchable = false,
}: {
  label: string;
  options: readonly ChoiceOption[];
  value: string;
  onChange: (id: string) => void;
  /** For long lists. */
  searchable?: boolean;
}) => (
  <div className={styles.choice}>
    <Select
      label={label}
      options={options}
      {...(searchable && { search: true as const })}
      value={value}
      onChange={key => key !== null && onChange(String(key))}
    />
  </div>
);
