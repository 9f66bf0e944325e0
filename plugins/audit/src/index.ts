/**
 * Who did what in the portal: search, histogram, proofs, usage.
 *
 * The default export is the plugin of the new frontend system, found without
 * any code in the app; the named exports are for apps of the legacy system.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export * from './analytics';
export * from './api';
export * from './legacy';
export * from './routes';
export { auditTranslationRef } from './translation';
