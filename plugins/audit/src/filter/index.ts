export {
  conditionsOf,
  filterKeys,
  listFilters,
  queryFromUrl,
  type Condition,
  type ListFilter,
  type RecordQuery,
} from './urlFilter';
export { periods, rangeOf, type Period, type TimeRange } from './period';
