export { auditSignInsModule } from './signIns/module';
export { createCatalogWatcher, type CatalogWatcher } from './catalog';
export { startTaskListener } from './scaffolder/startTaskListener';
