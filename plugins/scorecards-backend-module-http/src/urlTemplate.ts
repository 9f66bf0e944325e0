import type { Entity } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

const placeholder = /\{\{\s*(.*?)\s*\}\}/g;
const step = /\.?([A-Za-z_][\w-]*)|\[(['"])(.*?)\2\]/y;

/** Splits `metadata.annotations['a/b']` into its keys. */
function parsePath(path: string): string[] {
  const keys: string[] = [];
  step.lastIndex = 0;
  while (step.lastIndex < path.length) {
    const at = step.lastIndex;
    const match = step.exec(path);
    if (!match) {
      throw new InputError(
        `"{{ ${path} }}" cannot be read at character ${
          at + 1
        }; write {{ metadata.name }} or {{ metadata.annotations['a/b'] }}`,
      );
    }
    keys.push(match[1] ?? match[3]);
  }
  if (keys.length === 0) {
    throw new InputError('"{{ }}" names no field of the entity');
  }
  return keys;
}

function valueAt(entity: Entity, keys: readonly string[]): string {
  let value: unknown = entity;
  for (const key of keys) {
    const has =
      typeof value === 'object' && value !== null && Object.hasOwn(value, key);
    value = has ? (value as Record<string, unknown>)[key] : undefined;
  }
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new InputError(`The entity has no ${keys.join('.')}`);
  }
  return String(value);
}

/** A text with fields of an entity in it. */
export type Template = (
  entity: Entity,
  encode: (value: string) => string,
) => string;

/**
 * Reads a template once.
 *
 * @throws InputError where a placeholder cannot be read
 */
export function parseTemplate(text: string): Template {
  const parts = text
    .split(placeholder)
    .map((part, index) => (index % 2 === 0 ? part : parsePath(part)));
  return (entity, encode) =>
    parts
      .map(part =>
        typeof part === 'string' ? part : encode(valueAt(entity, part)),
      )
      .join('');
}

/** A value as one segment of a URL: it can never climb up the path. */
export function encodeSegment(value: string): string {
  return value === '.' || value === '..'
    ? value.replace(/\./g, '%2E')
    : encodeURIComponent(value);
}

/** A value inside a JSON string. */
export function encodeJson(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}
