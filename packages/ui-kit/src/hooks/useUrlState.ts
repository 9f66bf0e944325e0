import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useSearchParams } from 'react-router-dom';

/** Changes to the query; `undefined` and empty remove a key. @public */
export type UrlChanges = Record<string, string | string[] | undefined>;

/** @public */
export interface UrlUpdateOptions {
  /** The way back leads to what was before. */
  push?: boolean;
}

/** @public */
export interface UrlParams {
  get: (key: string) => string | undefined;
  getAll: (key: string) => string[];
  /** Several keys in one step; without a new entry in the history, unless it is asked for. */
  update: (changes: UrlChanges, options?: UrlUpdateOptions) => void;
}

/** A query with changes made. @internal */
export function applied(params: URLSearchParams, changes: UrlChanges) {
  const next = new URLSearchParams(params);
  for (const [key, value] of Object.entries(changes)) {
    next.delete(key);
    for (const item of [value ?? []].flat()) {
      if (item !== '') {
        next.append(key, item);
      }
    }
  }
  return next;
}

/** A query and what changes it, the same until it does. @internal */
export function useParams(
  params: URLSearchParams,
  update: UrlParams['update'],
): UrlParams {
  return useMemo(
    () => ({
      get: key => params.get(key) ?? undefined,
      getAll: key => params.getAll(key),
      update,
    }),
    [params, update],
  );
}

/**
 * The query of the page's address: what a person chose, so that a link shows
 * the same to somebody else.
 *
 * @public
 */
export function useUrlParams(): UrlParams {
  const [params, setParams] = useSearchParams();
  // The router's own updater forgets the first of two changes in one handler.
  const newest = useRef(params);
  const setter = useRef(setParams);
  useEffect(() => {
    newest.current = params;
    setter.current = setParams;
  }, [params, setParams]);
  const update = useCallback<UrlParams['update']>((changes, options) => {
    newest.current = applied(newest.current, changes);
    setter.current(newest.current, { replace: !options?.push });
  }, []);
  return useParams(params, update);
}

/**
 * One value kept in the address. The fallback is not written there.
 *
 * @public
 */
export function useUrlState<T extends string>(
  key: string,
  fallback: T,
): [value: T, set: (value: T | undefined) => void];
/** @public */
export function useUrlState(
  key: string,
): [value: string | undefined, set: (value: string | undefined) => void];
export function useUrlState(key: string, fallback?: string) {
  const { get, update } = useUrlParams();
  const set = useCallback(
    (value: string | undefined) =>
      update({ [key]: value === fallback ? undefined : value }),
    [key, fallback, update],
  );
  return [get(key) ?? fallback, set];
}

/** A list of values kept in the address, one `key=value` each. @public */
export function useUrlList(
  key: string,
): [values: string[], set: (values: string[]) => void] {
  const { getAll, update } = useUrlParams();
  const set = useCallback(
    (values: string[]) => update({ [key]: values }),
    [key, update],
  );
  return [getAll(key), set];
}
