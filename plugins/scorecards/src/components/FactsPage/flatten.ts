/** A value inside a fact. @internal */
export interface Leaf {
  path: string;
  value: unknown;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function stepTo(parent: string, key: string): string {
  const plain = /^[A-Za-z_]\w*$/.test(key);
  if (plain) {
    return parent ? `${parent}.${key}` : key;
  }
  return `${parent}[${JSON.stringify(key)}]`;
}

/**
 * The values of a document by path, as a rule would name them after
 * `facts.<source>.`; lists stay whole.
 *
 * @internal
 */
export function flatten(value: unknown, path = ''): Leaf[] {
  if (!isObject(value) || Object.keys(value).length === 0) {
    return path || !isObject(value) ? [{ path, value }] : [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(inner, stepTo(path, key)),
  );
}
