export { auditSignInsModule } from './signIns/module';
export { actionsRegistryFactories } from './actionCalls';
export { createCatalogWatcher, type CatalogWatcher } from './catalog';
export { startTaskListener } from './scaffolder/startTaskListener';
