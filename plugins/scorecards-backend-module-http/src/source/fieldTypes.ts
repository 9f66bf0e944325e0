import { z } from 'zod';

/** Types that a field may have. */
export const fieldTypes = [
  'number',
  'string',
  'boolean',
  'stringList',
  'numberList',
  'list',
  'object',
] as const;

/** Name of a type. */
export type FieldType = (typeof fieldTypes)[number];

/** What values of a type look like. */
export function schemaOfType(type: FieldType): z.ZodType {
  switch (type) {
    case 'number':
      return z.number();
    case 'string':
      return z.string();
    case 'boolean':
      return z.boolean();
    case 'stringList':
      return z.array(z.string());
    case 'numberList':
      return z.array(z.number());
    case 'list':
      return z.array(z.unknown());
    default:
      return z.record(z.string(), z.unknown());
  }
}
