export { CatalogIdSets } from './CatalogIdSets';
export {
  EntityVisibilityResolver,
  type EntityVisibility,
} from './EntityVisibility';
export {
  always,
  and,
  isIn,
  never,
  not,
  or,
  raw,
  sql,
  type SqlFragment,
  type SqlValue,
} from './SqlFragment';
