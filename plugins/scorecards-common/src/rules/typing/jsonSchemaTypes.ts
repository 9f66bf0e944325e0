import type { JsonObject, JsonValue } from '@backstage/types';
import {
  bool,
  dyn,
  listOf,
  mapOf,
  number,
  string,
  unify,
  type ObjectType,
  type RuleType,
} from './RuleType';

/** Deeper schemas are read as "any value" from here on. */
const deepest = 16;

/**
 * The type of the values that a JSON Schema allows. A keyword that is not known
 * here (`$ref`, `allOf`) makes it `dyn`: nothing right is refused.
 */
export function typeOfSchema(
  schema: JsonValue | undefined,
  depth = 0,
): RuleType {
  if (!isObject(schema) || depth > deepest) return dyn;
  if ('$ref' in schema || 'allOf' in schema) return dyn;
  if ('const' in schema) return typeOfValues([schema.const ?? null]);
  if (Array.isArray(schema.enum)) return typeOfValues(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) {
    return unifyAll(choices.map(choice => typeOfSchema(choice, depth + 1)));
  }
  if (Array.isArray(schema.type)) {
    const { type: types, ...others } = schema;
    return unifyAll(
      schema.type.map(type => typeOfSchema({ ...others, type }, depth + 1)),
    );
  }
  return typeOfNamed(schema, depth);
}

function typeOfNamed(schema: JsonObject, depth: number): RuleType {
  switch (schema.type) {
    case 'string':
      return string;
    case 'number':
    case 'integer':
      return number;
    case 'boolean':
      return bool;
    case 'null':
      return { kind: 'null' };
    case 'array':
      return listOf(typeOfItems(schema, depth));
    case 'object':
      return typeOfObject(schema, depth);
    default:
      return dyn;
  }
}

function typeOfItems(schema: JsonObject, depth: number): RuleType {
  const { items, prefixItems } = schema;
  if (!Array.isArray(prefixItems)) return typeOfSchema(items, depth + 1);
  const types = prefixItems.map(item => typeOfSchema(item, depth + 1));
  if (items !== false) types.push(typeOfSchema(items, depth + 1));
  return unifyAll(types);
}

function typeOfObject(schema: JsonObject, depth: number): RuleType {
  const { properties, additionalProperties, patternProperties } = schema;
  const isOpen =
    additionalProperties === true || isObject(additionalProperties);
  const rest = isOpen
    ? typeOfSchema(additionalProperties, depth + 1)
    : undefined;
  if (!isObject(properties) || Object.keys(properties).length === 0) {
    return mapOf(patternProperties ? dyn : rest ?? dyn);
  }
  const fields = new Map<string, RuleType>();
  for (const [name, field] of Object.entries(properties)) {
    fields.set(name, typeOfSchema(field, depth + 1));
  }
  const object: ObjectType = { kind: 'object', fields };
  return rest ? { ...object, rest } : object;
}

function typeOfValues(values: readonly JsonValue[]): RuleType {
  return unifyAll(values.map(typeOfValue));
}

function typeOfValue(value: JsonValue): RuleType {
  switch (typeof value) {
    case 'string':
      return { kind: 'string', values: [value] };
    case 'number':
      return number;
    case 'boolean':
      return bool;
    default:
      return value === null ? { kind: 'null' } : dyn;
  }
}

function unifyAll(types: readonly RuleType[]): RuleType {
  const [first, ...others] = types;
  return first ? others.reduce(unify, first) : dyn;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
