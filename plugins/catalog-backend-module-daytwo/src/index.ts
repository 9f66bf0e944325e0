/**
 * Daytwo kinds for the Backstage catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleDaytwo as default } from './module';
export { ScorecardProcessor } from './processor';
