/**
 * The value that a JSON pointer (RFC 6901) names; undefined where there is none.
 */
export function readPointer(document: unknown, pointer: string): unknown {
  let value = document;
  for (const part of pointer.split('/').slice(1)) {
    const key = part.replace(/~1/g, '/').replace(/~0/g, '~');
    const has =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    value = has ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}
