/**
 * Types, rule language, scoring, permissions and typed client of Daytwo
 * scorecards. Runs in Node and in the browser.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './definition';
export * from './events';
export * from './permissions';
export * from './rules';
export * from './scoring';
export * from './verdict';
