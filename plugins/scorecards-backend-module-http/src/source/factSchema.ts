import type { JsonObject } from '@backstage/types';
import { z } from 'zod';
import type { FieldOptions } from '../config/fieldOptions';
import { schemaOfType } from './fieldTypes';

/**
 * Shape of the facts; each field may be absent. The pointer stands in it: where
 * it is another one, the answers that were kept must be read again.
 */
export function factSchema(
  fields: Record<string, FieldOptions>,
): z.ZodType<JsonObject> {
  const shape = Object.entries(fields).map(
    ([name, { type, pointer, description }]) => [
      name,
      schemaOfType(type)
        .optional()
        .meta({
          description: description ?? `At ${pointer || 'the root'}`,
          'x-pointer': pointer,
        }),
    ],
  );
  return z.object(
    Object.fromEntries(shape),
  ) as unknown as z.ZodType<JsonObject>;
}
