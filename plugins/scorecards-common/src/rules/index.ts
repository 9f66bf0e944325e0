export { readEvidence, type RuleEvidence } from './evidence';
export { ruleLimits } from './limits';
export { RuleEnvironment } from './RuleEnvironment';
export * from './types';
