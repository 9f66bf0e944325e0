/**
 * Facts for Daytwo scorecards from any JSON endpoint.
 *
 * @packageDocumentation
 */
export { scorecardsModuleHttp as default } from './module';
