/**
 * JSON with the keys of objects sorted, so that equal values give equal text.
 * Leaves out what JSON cannot hold, as `JSON.stringify` does.
 */
export function stableStringify(value: unknown): string {
  return write(value) ?? 'null';
}

function write(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) {
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    return `[${value.map(item => write(item) ?? 'null').join(',')}]`;
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return write(value.toJSON());
  }
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const text = write((value as Record<string, unknown>)[key]);
    if (text !== undefined) fields.push(`${JSON.stringify(key)}:${text}`);
  }
  return `{${fields.join(',')}}`;
}
