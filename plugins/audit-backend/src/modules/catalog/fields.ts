import type { Entity } from '@backstage/catalog-model';
import type { JsonObject, JsonValue } from '@backstage/types';
import { groupBy } from '@daytwo/node-kit';
import { createHash } from 'node:crypto';

/** A part of an entity that is compared whole, such as `['spec', 'owner']`. */
export interface Field {
  path: readonly string[];
  value: JsonValue;
}

const described = ['title', 'description', 'tags', 'links'] as const;

/**
 * What people write into an entity: not what the catalog adds, such as `etag`,
 * relations and status.
 */
export function fieldsOf({ apiVersion, metadata, spec }: Entity): Field[] {
  const of = (path: string[], object: object = {}) =>
    Object.entries(object).map(([key, value]) => ({
      path: [...path, key],
      value,
    }));
  return [
    { path: ['apiVersion'], value: apiVersion },
    ...described.map(key => ({
      path: ['metadata', key],
      value: metadata[key] as JsonValue,
    })),
    ...of(['metadata', 'labels'], metadata.labels),
    ...of(['metadata', 'annotations'], metadata.annotations),
    ...of(['spec'], spec),
  ].filter(({ value }) => value !== undefined);
}

/** The name of a field in a table of hashes. */
export function nameOf({ path }: Pick<Field, 'path'>): string {
  return JSON.stringify(path);
}

/** The reverse of {@link nameOf}. */
export function pathOf(name: string): string[] {
  return JSON.parse(name);
}

/** Fields as an object again. */
export function nest(fields: readonly Field[]): JsonObject {
  const groups = groupBy(fields, ({ path }) => path[0]);
  return Object.fromEntries(
    [...groups].map(([key, group]) => [
      key,
      group[0].path.length === 1
        ? group[0].value
        : nest(group.map(f => ({ ...f, path: f.path.slice(1) }))),
    ]),
  );
}

/** The value at a place of what {@link nest} gave; undefined where there is none. */
export function valueAt(
  content: JsonValue | undefined,
  path: readonly string[],
): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? (value as JsonObject)[key]
        : undefined,
    content,
  );
}

/** A hash that does not depend on the order of keys. */
export function hashOf(value: JsonValue): string {
  return createHash('sha256')
    .update(JSON.stringify(value, inOrder))
    .digest('base64');
}

function inOrder(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(byKey))
    : value;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
