import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** Where the next page begins, as an opaque text. */
export function encodeCursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** @throws InputError where it is not a cursor of the given shape */
export function decodeCursor<T>(text: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
  } catch {
    throw new InputError(
      'query.cursor: is not a cursor of this list; begin again without one',
    );
  }
}
