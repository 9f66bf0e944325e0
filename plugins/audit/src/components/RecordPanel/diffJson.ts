import type { JsonValue } from '@backstage/types';

/** One place at which two values differ. @internal */
export interface Difference {
  /** JSON pointer; empty for the whole value. */
  path: string;
  kind: 'added' | 'removed' | 'changed';
  before?: JsonValue;
  after?: JsonValue;
}

const isTree = (value: JsonValue | undefined): value is object & JsonValue =>
  typeof value === 'object' && value !== null;

const escaped = (key: string) => key.replace(/~/g, '~0').replace(/\//g, '~1');

function childrenOf(value: JsonValue): Map<string, JsonValue | undefined> {
  return new Map(Object.entries(value as Record<string, JsonValue>));
}

function isSameKind(before: JsonValue, after: JsonValue): boolean {
  return Array.isArray(before) === Array.isArray(after);
}

function leafDifference(
  path: string,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): Difference[] {
  if (before === undefined && after === undefined) {
    return [];
  }
  if (before === undefined) {
    return [{ path, kind: 'added', after }];
  }
  if (after === undefined) {
    return [{ path, kind: 'removed', before }];
  }
  return JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path, kind: 'changed', before, after }];
}

/**
 * Where two JSON values differ, field by field, in the order of the fields.
 *
 * @internal
 */
export function diffJson(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path = '',
): Difference[] {
  if (!isTree(before) || !isTree(after) || !isSameKind(before, after)) {
    return leafDifference(path, before, after);
  }
  const old = childrenOf(before);
  const now = childrenOf(after);
  const keys = [...new Set([...old.keys(), ...now.keys()])];
  return keys.flatMap(key =>
    diffJson(old.get(key), now.get(key), `${path}/${escaped(key)}`),
  );
}
