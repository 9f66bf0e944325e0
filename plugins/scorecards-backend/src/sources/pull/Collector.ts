import type { LoggerService } from '@backstage/backend-plugin-api';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import type { FactStore } from '../../database/facts/FactStore';
import type { RegisteredSource } from '../RegisteredSource';
import { abortable } from './abortable';
import { BatchWriter, type CollectOutcomes } from './BatchWriter';
import { SourceHttp, type SourceHttpOptions } from './http/SourceHttp';

/** What {@link Collector} works with. */
export interface CollectorOptions {
  facts: FactStore;
  logger: LoggerService;
  now: () => number;
  maxBytes: number;
  http: SourceHttpOptions;
  /** Told that there is something to evaluate. */
  wake?: () => void;
}

/** A source that can be asked. */
export type PullSource = RegisteredSource & { readonly source: FactSource };

/** How to ask. */
export interface CollectOptions {
  signal: AbortSignal;
  /** Of the evaluation that follows. */
  priority: number;
}

/** Asks one source about given entities, and stores what it says. */
export class Collector {
  readonly #source: PullSource;
  readonly #o: CollectorOptions;
  readonly #http: SourceHttp;

  private constructor(source: PullSource, options: CollectorOptions) {
    this.#source = source;
    this.#o = options;
    this.#http = SourceHttp.create(source.source, options.http);
  }

  static create(source: PullSource, options: CollectorOptions): Collector {
    return new Collector(source, options);
  }

  /**
   * Asks about entities. Where the fact is not known, or the last attempt
   * failed, "not modified" would be no answer: those are asked about without
   * condition.
   *
   * @throws what the source throws, and the signal's reason; what was stored
   * until then stays
   */
  async collect(
    entities: readonly MirroredEntity[],
    options: CollectOptions,
  ): Promise<CollectOutcomes> {
    const ids = entities.map(({ id }) => id);
    const known = await this.#o.facts.healthy(this.#source.id, ids);
    const outcomes: CollectOutcomes = new Map();
    for (const conditional of [true, false]) {
      const group = entities.filter(({ id }) => known.has(id) === conditional);
      if (group.length > 0) {
        const found = await this.#collectGroup(group, conditional, options);
        found.forEach((outcome, id) => outcomes.set(id, outcome));
      }
    }
    return outcomes;
  }

  async #collectGroup(
    group: readonly MirroredEntity[],
    conditional: boolean,
    { signal, priority }: CollectOptions,
  ): Promise<CollectOutcomes> {
    const { facts, logger, now, maxBytes, wake } = this.#o;
    const session = this.#http.session(signal, conditional);
    const writer = BatchWriter.create({
      source: this.#source,
      facts,
      logger,
      now,
      maxBytes,
      priority,
      ids: new Map(group.map(({ ref, id }) => [ref, id])),
      trustsUnchanged: !conditional,
    });
    const batches = this.#source.source.collect(
      group.map(({ entity }) => entity),
      { signal, logger, fetch: (url, request) => session.fetch(url, request) },
    );
    for await (const batch of untilAborted(batches, signal)) {
      await writer.write(batch);
      wake?.();
    }
    await session.commit();
    return writer.outcomes;
  }
}

/** Items until the signal is aborted, also where the other side never answers. */
async function* untilAborted<T>(
  items: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  let isDone = false;
  try {
    for (;;) {
      const next = await abortable(iterator.next(), signal);
      if (next.done) {
        isDone = true;
        return;
      }
      yield next.value;
    }
  } finally {
    // Not awaited: a generator that hangs never gets to its end.
    if (!isDone) iterator.return?.()?.catch(() => {});
  }
}
