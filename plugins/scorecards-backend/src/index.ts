/**
 * Backend of Daytwo scorecards.
 *
 * @packageDocumentation
 */
export {
  createScorecardConditionalDecision,
  scorecardConditions,
} from './permissions';
export { scorecardsPlugin as default } from './plugin';
