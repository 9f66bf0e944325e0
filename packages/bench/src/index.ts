/**
 * Seeded catalogs, facts and scorecards, for measuring and for tests.
 *
 * @packageDocumentation
 */
export * from './generator';
