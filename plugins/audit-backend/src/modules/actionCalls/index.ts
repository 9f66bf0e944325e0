export { actionsRegistryFactories } from './actionsRegistryFactory';
