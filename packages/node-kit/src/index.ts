/**
 * What the backends of Daytwo share: SQL for two databases, loops of work, and
 * the router of a route table.
 *
 * @packageDocumentation
 */
export * from './api';
export * from './csv';
export * from './database';
export * from './groupBy';
export * from './work';
