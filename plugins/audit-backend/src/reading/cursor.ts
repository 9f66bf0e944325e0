import { InputError } from '@backstage/errors';

/** Where the next page begins: below a place. What is recorded meanwhile does not move it. */
export function encodeCursor(below: number): string {
  return Buffer.from(`below:${below}`).toString('base64url');
}

/** @throws InputError where it is none of ours */
export function decodeCursor(cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const [, below] = /^below:(\d{1,15})$/.exec(text) ?? [];
  if (below === undefined) {
    throw new InputError(
      'query.cursor: is not a cursor of this list; begin again without one',
    );
  }
  return Number(below);
}
