const roots = new Set(['kind', 'metadata', 'spec', 'apiVersion']);

/** A name after a dot, or a key in quotes and brackets. */
const step = /\.([\w-]+)|\[(?:'([^']+)'|"([^"]+)")\]/y;

/**
 * Reads `metadata.annotations['a/b']` as the keys that lead to the value;
 * undefined where it is not such a path into an entity.
 */
export function parsePath(expression: string): string[] | undefined {
  const text = `.${expression}`;
  const path: string[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (!match) return undefined;
    path.push(match[1] ?? match[2] ?? match[3]);
  }
  return roots.has(path[0]) ? path : undefined;
}

/** The value at the end of a path of own keys. */
export function readPath(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    if (!Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
