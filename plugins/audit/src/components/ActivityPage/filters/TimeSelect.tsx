import { Select } from '@backstage/ui';
import { useId } from 'react';
import { periods } from '../../../filter';
import { useAuditTranslation } from '../../../translation';
import type { Filter } from '../useFilter';
import styles from './FilterBar.module.css';

const choices = [
  ...(Object.keys(periods) as Array<keyof typeof periods>),
  'all',
  'custom',
] as const;

const MINUTE = 60_000;
const DAY = 86_400_000;

/** An instant as `datetime-local` inputs write it: in the reader's zone. @internal */
export function toLocalInput(at: string | undefined): string {
  if (!at) {
    return '';
  }
  const ms = Date.parse(at);
  const offset = new Date(ms).getTimezoneOffset() * MINUTE;
  return new Date(ms - offset).toISOString().slice(0, 16);
}

/** The way back; a text without a zone is one of the reader's. @internal */
export function fromLocalInput(text: string): string | undefined {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}

const Moment = (props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) => {
  const id = useId();
  return (
    <div className={styles.moment}>
      <label htmlFor={id}>{props.label}</label>
      <input
        id={id}
        type="datetime-local"
        value={toLocalInput(props.value)}
        onChange={event => props.onChange(fromLocalInput(event.target.value))}
      />
    </div>
  );
};

/** A period up to now, or a range of its own. @internal */
export const TimeSelect = ({ filter }: { filter: Filter }) => {
  const { t } = useAuditTranslation();
  const { when, range, set, renew } = filter;
  const choose = (choice: string) => {
    renew();
    if (choice === 'custom') {
      const from = range.from ?? new Date(Date.now() - DAY).toISOString();
      set({ when: undefined, from, to: new Date().toISOString() });
    } else {
      set({ when: choice, from: undefined, to: undefined });
    }
  };
  return (
    <div className={styles.when}>
      <Select
        label={t('filter.when')}
        options={choices.map(id => ({
          id,
          label: t(`filter.whenChoice.${id}`),
        }))}
        value={when}
        onChange={key => key !== null && choose(String(key))}
      />
      {when === 'custom' && (
        <>
          <Moment
            label={t('filter.from')}
            value={range.from}
            onChange={from => set({ from })}
          />
          <Moment
            label={t('filter.to')}
            value={range.to}
            onChange={to => set({ to })}
          />
        </>
      )}
    </div>
  );
};
