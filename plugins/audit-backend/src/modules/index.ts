export { auditSignInsModule } from './signIns/module';
export { actionsRegistryFactories } from './actionCalls';
export { createCatalogWatcher, type CatalogWatch } from './catalog';
export { startTaskListener } from './scaffolder/startTaskListener';
