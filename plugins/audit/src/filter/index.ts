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
