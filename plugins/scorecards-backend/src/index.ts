/**
 * Backend of Daytwo scorecards.
 *
 * @packageDocumentation
 */
export {
  createScorecardConditionalDecision,
  scorecardConditions,
  type ScorecardResource,
} from './permissions';
export { scorecardsPlugin as default } from './plugin';
