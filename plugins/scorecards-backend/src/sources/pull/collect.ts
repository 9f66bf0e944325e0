import { toError } from '@backstage/errors';
import type {
  CollectedFact,
  CollectContext,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import type { RegisteredSource } from '../RegisteredSource';
import type {
  FactError,
  FactWrite,
  FactConfirmation,
} from '../../database/facts/types';

/** A batch of a source, sorted by what has to be done with it. */
export interface CollectedBatch {
  writes: FactWrite[];
  confirmations: FactConfirmation[];
  errors: FactError[];
}

/**
 * Goes through batches of a source. One that does not heed the signal is left
 * behind: nobody waits for it any longer.
 */
async function* untilAborted<T>(
  items: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
  aborted.catch(() => {});
  const iterator = items[Symbol.asyncIterator]();
  for (;;) {
    signal.throwIfAborted();
    const next = await Promise.race([iterator.next(), aborted]);
    if (next.done) {
      return;
    }
    yield next.value;
  }
}

function sort(
  source: RegisteredSource,
  ids: ReadonlyMap<string, number>,
  items: readonly CollectedFact[],
  now: number,
): CollectedBatch {
  const batch: CollectedBatch = { writes: [], confirmations: [], errors: [] };
  for (const item of items) {
    const entityId = ids.get(item.entityRef);
    if (entityId === undefined) {
      continue;
    }
    const key = { entityId, source: source.id };
    if ('error' in item) {
      batch.errors.push({ ...key, message: toError(item.error).message });
      continue;
    }
    const observedAt = Math.min(item.observedAt?.getTime() ?? now, now);
    if ('unchanged' in item) {
      batch.confirmations.push({ ...key, observedAt });
      continue;
    }
    const [problem] = source.validate(item.fact);
    if (problem) {
      const message = `its answer does not fit its schema: ${problem.path} ${problem.message}`;
      batch.errors.push({ ...key, message });
    } else {
      batch.writes.push({ ...key, fact: item.fact, observedAt });
    }
  }
  return batch;
}

/** Collects facts of some entities; what is about others is passed over. */
export async function* collect(
  source: RegisteredSource,
  entities: readonly MirroredEntity[],
  context: CollectContext,
  now: () => number,
): AsyncGenerator<CollectedBatch> {
  if (!source.source || entities.length === 0) {
    return;
  }
  const ids = new Map(entities.map(({ ref, id }) => [ref, id]));
  const batches = source.source.collect(
    entities.map(({ entity }) => entity),
    context,
  );
  for await (const items of untilAborted(batches, context.signal)) {
    yield sort(source, ids, items, now());
  }
}
