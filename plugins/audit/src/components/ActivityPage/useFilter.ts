import { useUrlParams, type UrlParams } from '@daytwo/ui-kit';
import { useCallback, useMemo, useState } from 'react';
import {
  filterKeys,
  queryFromUrl,
  rangeOf,
  type RecordQuery,
  type TimeRange,
} from '../../filter';

/** What narrows the records, kept in the address. @internal */
export interface Filter {
  /** Everything but the time. */
  query: RecordQuery;
  range: TimeRange;
  /** Name of the period, `custom` for a range of its own. */
  when: string;
  set: UrlParams['update'];
  clear: () => void;
  /** Lets periods end at this moment. */
  renew: () => void;
}

const DEFAULT_PERIOD = '7d';
const MINUTE = 60_000;
const cleared = Object.fromEntries(filterKeys.map(key => [key, undefined]));

/** The filter in the address of the page. @internal */
export function useFilter(): Filter {
  return useFilterOf(useUrlParams(), DEFAULT_PERIOD);
}

/** The filter that parameters speak of. @internal */
export function useFilterOf(params: UrlParams, defaultPeriod: string): Filter {
  const { get, getAll, update } = params;
  const [now, setNow] = useState(() => Date.now());
  const from = get('from');
  const to = get('to');
  const when = get('when') ?? defaultPeriod;
  const query = useMemo(() => queryFromUrl({ get, getAll }), [get, getAll]);
  // Whole minutes, so that what was answered a moment ago is known still.
  const range = useMemo(
    () => rangeOf({ from, to, when }, Math.floor(now / MINUTE) * MINUTE),
    [from, to, when, now],
  );
  const clear = useCallback(() => update(cleared), [update]);
  const renew = useCallback(() => setNow(Date.now()), []);
  const isCustom = from !== undefined || to !== undefined;
  return {
    query,
    range,
    when: isCustom ? 'custom' : when,
    set: update,
    clear,
    renew,
  };
}
