/**
 * The value at a JSON pointer (RFC 6901); undefined where there is none.
 */
export function readPointer(document: unknown, pointer: string): unknown {
  const keys = pointer.split('/').slice(1);
  let value = document;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null) return undefined;
    const name = key.replace(/~1/g, '/').replace(/~0/g, '~');
    if (!Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}
