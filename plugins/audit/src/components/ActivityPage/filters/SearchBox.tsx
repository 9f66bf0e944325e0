import { SearchField } from '@backstage/ui';
import { useEffect, useState } from 'react';
import { useAuditTranslation } from '../../../translation';

const PAUSE_MS = 250;

/** Typing never waits: the question is asked in a pause. @internal */
export const SearchBox = ({
  value,
  onChange,
}: {
  value: string;
  onChange: (value: string) => void;
}) => {
  const { t } = useAuditTranslation();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) {
      return undefined;
    }
    const timer = setTimeout(() => onChange(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  const askNow = () => {
    if (text !== value) {
      onChange(text);
    }
  };
  return (
    <SearchField
      label={t('filter.search')}
      placeholder={t('filter.searchPlaceholder')}
      value={text}
      onChange={setText}
      // Who goes on to something else means what stands here by then.
      onBlur={askNow}
      onSubmit={askNow}
    />
  );
};
