import { Select } from '@backstage/ui';

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
  className,
}: {
  label: string;
  options: readonly ChoiceOption[];
  value: string;
  onChange: (id: string) => void;
  /** For long lists. */
  searchable?: boolean;
  className?: string;
}) => (
  <Select
    className={className}
    label={label}
    options={options}
    {...(searchable && { search: true as const })}
    value={value}
    onChange={key => key !== null && onChange(String(key))}
  />
);
