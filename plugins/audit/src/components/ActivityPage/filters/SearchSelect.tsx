import { Select } from '@backstage/ui';
import { useState } from 'react';
import { useDelayed } from './useDelayed';

const TYPING_MS = 200;

/** @internal */
export interface SearchOption {
  id: string;
  label: string;
}

/** What is offered for the typed words. @internal */
export type UseOptions = (question: {
  text: string;
  /** Nothing is asked before the list was opened once. */
  skip: boolean;
}) => { options: SearchOption[]; isLoading: boolean };

/** Several of many values, which the backend suggests as one types. @internal */
export const SearchSelect = (props: {
  label: string;
  placeholder: string;
  chosen: string[];
  nameOf: (id: string) => string;
  useOptions: UseOptions;
  /** A typed text that may be a value by itself, though it is not suggested. */
  asValue?: (text: string) => string | undefined;
  onChange: (ids: string[]) => void;
}) => {
  const { label, placeholder, chosen, nameOf, useOptions, asValue } = props;
  const [wanted, setWanted] = useState(false);
  const [text, setText] = useState('');
  const { options, isLoading } = useOptions({
    text: useDelayed(text.trim(), TYPING_MS),
    skip: !wanted,
  });
  const typed = asValue?.(text.trim());
  const ids = new Set([
    ...chosen,
    ...options.map(({ id }) => id),
    ...(typed ? [typed] : []),
  ]);
  const known = new Map(options.map(option => [option.id, option.label]));
  return (
    <Select
      selectionMode="multiple"
      label={label}
      placeholder={placeholder}
      options={[...ids].map(id => ({ id, label: known.get(id) ?? nameOf(id) }))}
      search={{ mode: 'server', inputValue: text, onInputChange: setText }}
      loading={isLoading ? { state: 'loading' } : undefined}
      allowsEmptyCollection
      value={chosen}
      onChange={keys => props.onChange(keys.map(String))}
      onOpenChange={isOpen => isOpen && setWanted(true)}
    />
  );
};
