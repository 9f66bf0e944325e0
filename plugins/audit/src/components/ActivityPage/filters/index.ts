export { FilterBar } from './FilterBar';
export { valueName } from './valueName';
