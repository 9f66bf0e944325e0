export { ScorecardProcessor } from './ScorecardProcessor';
