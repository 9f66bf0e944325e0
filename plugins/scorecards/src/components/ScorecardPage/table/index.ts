export { DataTable, type DataColumn, type TableSort } from './DataTable';
export { comparator, sortRows, type SortValue } from './sortRows';
