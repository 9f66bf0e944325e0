import type { JsonObject } from '@backstage/types';

const UNREADABLE = '[unreadable]';

/**
 * What can be read at the top of `meta`: plugins may report what throws when it is
 * read, or nothing, and what they did is recorded all the same.
 */
export function readMeta(meta: unknown): JsonObject {
  const given = Object(meta);
  try {
    const copy = { ...given };
    // It would make something else of it, which need not be an object.
    return typeof given.toJSON === 'function'
      ? { ...copy, toJSON: undefined }
      : given;
  } catch {
    return readEach(given);
  }
}

function readEach(meta: Record<string, unknown>): JsonObject {
  try {
    const entries = Object.keys(meta).map(key => [key, readKey(meta, key)]);
    return Object.fromEntries(entries);
  } catch {
    return { meta: UNREADABLE };
  }
}

function readKey(meta: Record<string, unknown>, key: string): unknown {
  try {
    return meta[key];
  } catch {
    return UNREADABLE;
  }
}
