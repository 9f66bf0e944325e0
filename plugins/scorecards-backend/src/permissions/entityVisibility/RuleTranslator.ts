import type { SqlFragment } from './SqlFragment';

/** The databases that we run on, as far as their JSON functions differ. */
export type Dialect = 'postgres' | 'sqlite';

/**
 * Turns the parameters of one of the catalog's permission rules into a
 * condition on the mirror. Undefined where SQL cannot say exactly the same.
 */
export type RuleTranslator = (
  params: unknown,
  dialect: Dialect,
) => SqlFragment | undefined;

/**
 * Databases lower-case letters beyond ASCII each in their own way; a value that
 * has one is left to the catalog.
 */
export function isAscii(text: string): boolean {
  // eslint-disable-next-line no-control-regex -- NUL to DEL is what ASCII is
  return /^[\x00-\x7f]*$/.test(text);
}
