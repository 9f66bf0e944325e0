import type { UrlChanges } from '@daytwo/ui-kit';
import type { TimeRange } from './period';
import { filterKeys, type RecordQuery } from './urlFilter';

/** A filter with its time, that a person gave a name. @internal */
export interface SavedView {
  name: string;
  /** As in the address of the page. */
  query: string;
}

/** More would not fit a menu. @internal */
export const MOST_VIEWS = 50;
/** @internal */
export const LONGEST_NAME = 60;

/** A filter as a view keeps it: the same text for the same filter. @internal */
export function viewQuery(filter: {
  query: RecordQuery;
  range: TimeRange;
  when: string;
}): string {
  const { query, range, when } = filter;
  const time = when === 'custom' ? range : { when };
  const pairs = Object.entries({ ...query, ...time }).flatMap(([key, value]) =>
    [value].flat().map(item => [key, item as string]),
  );
  return new URLSearchParams(pairs).toString();
}

/** What a view makes of an address. @internal */
export function viewChanges({ query }: SavedView): UrlChanges {
  const params = new URLSearchParams(query);
  return Object.fromEntries(filterKeys.map(key => [key, params.getAll(key)]));
}

function isView(value: unknown): value is SavedView {
  const { name, query } = (value ?? {}) as Partial<SavedView>;
  return typeof name === 'string' && typeof query === 'string';
}

/** Views out of a person's settings; what is none is left out. @internal */
export function readViews(stored: unknown): SavedView[] {
  return Array.isArray(stored)
    ? stored.filter(isView).slice(0, MOST_VIEWS)
    : [];
}

/** With a view added, in the place of one of the same name. @internal */
export function withView(
  views: readonly SavedView[],
  view: SavedView,
): SavedView[] {
  return [...withoutView(views, view.name), view].sort((a, b) =>
    a.name.localeCompare(b.name),
  );
}

/** @internal */
export function withoutView(
  views: readonly SavedView[],
  name: string,
): SavedView[] {
  return views.filter(view => view.name !== name);
}
