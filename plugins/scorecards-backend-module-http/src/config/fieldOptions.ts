import { z } from 'zod';
import { fieldTypes } from '../source/fieldTypes';

const fieldSchema = z.strictObject({
  pointer: z.string().regex(/^(\/([^~/]|~[01])*)*$/, {
    error:
      'must be a JSON pointer such as "/measures/0/value" (RFC 6901), or "" for the whole answer',
  }),
  type: z.enum(fieldTypes),
  description: z.string().optional(),
});

/** Where a field of a fact is in the answer, and of which type it is. */
export type FieldOptions = z.output<typeof fieldSchema>;

/** `facts` of a source. */
export const fieldsSchema = z
  .record(
    z.string().regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, {
      error: 'must be a name of letters, digits and underscores',
    }),
    fieldSchema,
  )
  .refine(fields => Object.keys(fields).length > 0, {
    error: 'must name at least one field',
  });
