/**
 * Scorecards for Backstage: who meets the standards, why not, what to do next.
 *
 * The default export is the plugin of the new frontend system, found without
 * any code in the app; the named exports are for apps of the legacy system.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export * from './api';
export * from './legacy';
export * from './routes';
export { scorecardsTranslationRef } from './translation';
