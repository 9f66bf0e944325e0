/**
 * A table of routes, and what is made of it: types, client, OpenAPI document.
 * Runs in Node and in the browser.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './openapi';
export * from './route';
