import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldOptions } from '../config/fieldOptions';
import { schemaOfType } from './fieldTypes';
import { readPointer } from './readPointer';

/**
 * The fact that an answer holds. A value that is absent or null leaves its field
 * out: then the rule that reads it is unknown, and says so.
 *
 * @throws Error naming pointer, found and expected where a type is wrong
 */
export function readFact(
  document: unknown,
  fields: Record<string, FieldOptions>,
): JsonObject {
  const fact: JsonObject = {};
  for (const [name, { pointer, type }] of Object.entries(fields)) {
    const value = readPointer(document, pointer);
    if (value === undefined || value === null) continue;
    const checked = schemaOfType(type).safeParse(value);
    if (!checked.success) {
      const place = [pointer, ...checked.error.issues[0].path].join('/');
      throw new Error(
        `the answer has ${describe(readPointer(document, place))} at ${
          place || 'its root'
        }, where the config expects ${type}`,
      );
    }
    fact[name] = value as JsonValue;
  }
  return fact;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string'
    ? `the string ${JSON.stringify(value.slice(0, 50))}`
    : String(value);
}
