export { DefinitionProblems } from './DefinitionProblems';
export { ScorecardHeader } from './ScorecardHeader';
export { SweepProgress } from './SweepProgress';
