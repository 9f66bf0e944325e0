import { useUrlParams } from '@daytwo/ui-kit';
import { useCallback, useMemo } from 'react';

/** What a person chose on the tab; all of it is in the address. @internal */
export interface TabState {
  /** The only scorecard to show; all without one. */
  scorecardRef?: string;
  onlyOpen: boolean;
  isExpanded: (scorecardRef: string, checkId: string) => boolean;
  select: (scorecardRef: string | undefined) => void;
  setOnlyOpen: (on: boolean) => void;
  toggle: (scorecardRef: string, checkId: string) => void;
}

/**
 * An expanded check is `check=<scorecard>/<id>` in the address. Links from
 * elsewhere may name the scorecard in `scorecard` and write `check=<id>`.
 *
 * @internal
 */
export function useTabState(): TabState {
  const { get, getAll, update } = useUrlParams();
  const scorecardRef = get('scorecard');
  const expanded = useMemo(
    () =>
      getAll('check').map(value =>
        value.includes('/') ? value : `${scorecardRef}/${value}`,
      ),
    [getAll, scorecardRef],
  );
  const isExpanded = useCallback(
    (ref: string, checkId: string) => expanded.includes(`${ref}/${checkId}`),
    [expanded],
  );
  const toggle = (ref: string, checkId: string) => {
    const key = `${ref}/${checkId}`;
    const others = expanded.filter(other => other !== key);
    update({
      check: others.length < expanded.length ? others : [...others, key],
    });
  };
  return {
    scorecardRef,
    onlyOpen: get('show') === 'open',
    isExpanded,
    select: ref => update({ scorecard: ref, check: expanded }),
    setOnlyOpen: on => update({ show: on ? 'open' : undefined }),
    toggle,
  };
}
