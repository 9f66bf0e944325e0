/** One fact that a source may report. @internal */
export interface SchemaField {
  path: string;
  type: string;
  description?: string;
}

type JsonSchema = Record<string, unknown>;

const DEEPEST = 6;

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf(schema: JsonSchema): string {
  if (Array.isArray(schema.enum)) {
    return schema.enum.map(value => JSON.stringify(value)).join(' | ');
  }
  const options = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(options)) {
    return options.filter(isSchema).map(typeOf).join(' | ');
  }
  if (schema.type === 'array') {
    return isSchema(schema.items) ? `${typeOf(schema.items)}[]` : 'array';
  }
  return schema.type === undefined ? 'any' : [schema.type].flat().join(' | ');
}

/**
 * The facts that a JSON Schema describes, by path, with type and meaning.
 *
 * @internal
 */
export function schemaFields(
  schema: unknown,
  path = '',
  depth = 0,
): SchemaField[] {
  if (!isSchema(schema)) {
    return [];
  }
  const own: SchemaField[] = path
    ? [
        {
          path,
          type: typeOf(schema),
          ...(typeof schema.description === 'string' && {
            description: schema.description,
          }),
        },
      ]
    : [];
  const inner =
    isSchema(schema.properties) && depth < DEEPEST
      ? Object.entries(schema.properties)
      : [];
  return own.concat(
    inner.flatMap(([key, property]) =>
      schemaFields(property, path ? `${path}.${key}` : key, depth + 1),
    ),
  );
}
