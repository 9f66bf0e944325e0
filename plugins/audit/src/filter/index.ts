export {
  conditionsOf,
  filterKeys,
  listFilters,
  queryFromUrl,
  type Condition,
  type ListFilter,
  type RecordQuery,
} from './urlFilter';
export { holdFilterOf, holdQuery, type HoldFilter } from './holdFilter';
export {
  isOver,
  periods,
  rangeOf,
  type Period,
  type TimeRange,
} from './period';
export {
  LONGEST_NAME,
  MOST_VIEWS,
  readViews,
  viewChanges,
  viewQuery,
  withoutView,
  withView,
  type SavedView,
} from './savedView';
