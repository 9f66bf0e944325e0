export {
  createCatalogWatcher,
  type CatalogWatch,
} from './createCatalogWatcher';
