/**
 * Types, permissions and typed client of the Daytwo audit log. Runs in Node and
 * in the browser.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './events';
export * from './permissions';
export * from './record';
export * from './seal';
