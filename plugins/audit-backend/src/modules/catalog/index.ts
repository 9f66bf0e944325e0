export type { CatalogWatcher } from './CatalogWatcher';
export { createCatalogWatcher } from './createCatalogWatcher';
