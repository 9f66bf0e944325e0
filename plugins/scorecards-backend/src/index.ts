/**
 * Backend of Daytwo scorecards.
 *
 * @packageDocumentation
 */
export { scorecardsPlugin as default } from './plugin';
