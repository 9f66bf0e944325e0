/**
 * Extension points of Daytwo scorecards.
 *
 * @packageDocumentation
 */
export * from './errors';
export * from './extensions';
export * from './source';
