import { hash as digest } from 'node:crypto';
import { keyOf } from './readStates';
import { stableStringify } from './stableStringify';
import type { FactConfirmation, FactWrite } from './types';
import type { FactTouch, FactUpsert } from './writeFacts';

const itemsPerBatch = 1000;
const charactersPerBatch = 4_000_000;

/** A fact as it is stored: its text, and the hash by which it is compared. */
export function toUpsert(item: FactWrite): FactUpsert {
  const data = stableStringify(item.fact);
  return { ...toTouch(item, digest('sha256', data)), data };
}

/** A fact that was seen again, the same. */
export function toTouch(item: FactConfirmation, hash: string): FactTouch {
  return {
    entity_id: item.entityId,
    source: item.source,
    hash,
    observed_at: Math.floor(item.observedAt),
  };
}

/**
 * The newest row of each fact, the last of equally new ones; in a fixed order,
 * so that two writers do not wait for each other in a circle.
 */
export function newestOf(rows: readonly FactUpsert[]): FactUpsert[] {
  const newest = new Map<string, FactUpsert>();
  for (const row of rows) {
    const key = keyOf(row.entity_id, row.source);
    const known = newest.get(key);
    if (!known || known.observed_at <= row.observed_at) newest.set(key, row);
  }
  return [...newest.values()].sort((a, b) => a.entity_id - b.entity_id);
}

/** Cuts items into parts that are neither long nor heavy. */
export function* toBatches<T extends object>(
  items: Iterable<T>,
): Generator<T[]> {
  let part: T[] = [];
  let characters = 0;
  for (const item of items) {
    part.push(item);
    characters += 'data' in item ? String(item.data).length : 0;
    if (part.length >= itemsPerBatch || characters >= charactersPerBatch) {
      yield part;
      part = [];
      characters = 0;
    }
  }
  if (part.length > 0) yield part;
}
