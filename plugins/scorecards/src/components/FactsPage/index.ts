export { FactsPage } from './FactsPage';
