import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import { z } from 'zod';
import { readPointer } from './jsonPointer';

const types = {
  number: z.number(),
  string: z.string(),
  boolean: z.boolean(),
  stringList: z.array(z.string()),
  numberList: z.array(z.number()),
} as const;

/** Types that a field may have. */
export type FieldType = keyof typeof types;

/** Where a field of the fact stands in the answer. */
export interface Field {
  name: string;
  pointer: string;
  type: FieldType;
  description?: string;
}

/** Whether a text names a type of field. */
export function isFieldType(text: string): text is FieldType {
  return Object.hasOwn(types, text);
}

/** The schema of facts that have these fields; each may be absent. */
export function factSchema(fields: readonly Field[]): z.ZodType<JsonObject> {
  const shape = fields.map(({ name, type, description }) => [
    name,
    types[type].optional().describe(description ?? ''),
  ]);
  return z.object(
    Object.fromEntries(shape),
  ) as unknown as z.ZodType<JsonObject>;
}

/**
 * Takes the fields out of an answer. What is missing or null is left out: rules
 * that read it are unknown.
 *
 * @throws InputError naming the pointer where a value has another type
 */
export function readFields(
  answer: unknown,
  fields: readonly Field[],
): JsonObject {
  const fact: JsonObject = {};
  for (const { name, pointer, type } of fields) {
    const value = readPointer(answer, pointer);
    if (value === undefined || value === null) {
      continue;
    }
    if (!types[type].safeParse(value).success) {
      throw new InputError(
        `${pointer} is ${JSON.stringify(value)?.slice(0, 80)}, not a ${type}`,
      );
    }
    fact[name] = value as JsonValue;
  }
  return fact;
}
