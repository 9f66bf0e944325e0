import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  filterPredicateToFilterFunction,
  type FilterPredicate,
} from '@backstage/filter-predicates';
import { durationToMilliseconds } from '@backstage/types';
import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';
import type { CollectContext } from '@daytwo/backstage-plugin-scorecards-node';
import type { Knex } from 'knex';
import { RateBudget } from '../../database/budgets/RateBudget';
import { dirtyPriority } from '../../database/dirty/markDirty';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import type { FactStore } from '../../database/facts/FactStore';
import type { RegisteredSource } from '../RegisteredSource';
import { collect, type CollectedBatch } from './collect';
import { ResponseMemory } from './ResponseMemory';
import { RunStore, type RunCounts } from './RunStore';
import { SourceHttp } from './SourceHttp';

/** What {@link PullRunner} works with. */
export interface PullRunnerOptions {
  knex: Knex;
  facts: FactStore;
  /** Pages of the entities that a source serves. */
  entitiesFor: (appliesTo?: FilterPredicate) => AsyncIterable<MirroredEntity[]>;
  logger: LoggerService;
  now: () => number;
  /** Told that there is something to evaluate. */
  wake: () => void;
  fetch?: typeof fetch;
}

type Priority = (typeof dirtyPriority)[keyof typeof dirtyPriority];

const REFRESH_TIMEOUT_MS = 20_000;

/**
 * Asks sources. A run that is cut off, or whose source throws, keeps all that
 * it learned; what could not be learned is marked and keeps its last fact.
 */
export class PullRunner {
  readonly #o: PullRunnerOptions;
  readonly #runs: RunStore;

  private constructor(options: PullRunnerOptions) {
    this.#o = options;
    this.#runs = RunStore.create(options.knex);
  }

  static create(options: PullRunnerOptions): PullRunner {
    return new PullRunner(options);
  }

  /** Asks for all entities that the source serves. It does not throw: the run is marked. */
  async run(source: RegisteredSource, stop: AbortSignal): Promise<RunCounts> {
    const { now, entitiesFor, logger } = this.#o;
    const total: RunCounts = { entities: 0, changed: 0, failed: 0 };
    const signal = AbortSignal.any([stop, this.#deadline(source)]);
    await this.#runs.begin(source.id, now());
    let error: string | undefined;
    try {
      for await (const page of entitiesFor(source.appliesTo)) {
        await this.#collectPage(source, page, signal, total);
        await this.#runs.progress(source.id, total);
      }
    } catch (cause) {
      error = signal.aborted
        ? 'The run was cut off: it took too long'
        : toError(cause).message;
      logger.warn(`Source ${source.id}: ${error}`);
    }
    await this.#runs.end(source.id, now(), total, error);
    return total;
  }

  /** Asks for some entities only: an event named them. */
  async collectSome(
    source: RegisteredSource,
    entities: readonly MirroredEntity[],
    signal: AbortSignal,
  ): Promise<void> {
    const served = entities.filter(({ entity }) => serves(source, entity));
    const counts = { entities: 0, changed: 0, failed: 0 };
    await this.#collectPage(source, served, signal, counts);
  }

  /** Asks each source that serves the entity, now. */
  async refreshOne(
    entity: MirroredEntity,
    sources: readonly RegisteredSource[],
  ): Promise<RefreshResult['sources']> {
    return Promise.all(
      sources
        .filter(source => serves(source, entity.entity))
        .map(source => this.#refresh(source, entity)),
    );
  }

  /** What is left of a source's budget; undefined where it has none. */
  budget(source: RegisteredSource): RateBudget | undefined {
    const rate = source.source?.rateLimit;
    return (
      rate &&
      RateBudget.create(this.#o.knex, `source/${source.id}`, {
        requests: rate.requests,
        perMs: durationToMilliseconds(rate.per),
      })
    );
  }

  async #refresh(
    source: RegisteredSource,
    entity: MirroredEntity,
  ): Promise<RefreshResult['sources'][number]> {
    const signal = AbortSignal.timeout(REFRESH_TIMEOUT_MS);
    const counts = { entities: 0, changed: 0, failed: 0 };
    try {
      const messages = await this.#collectPage(
        source,
        [entity],
        signal,
        counts,
        dirtyPriority.interactive,
      );
      if (counts.failed > 0) {
        return { source: source.id, outcome: 'failed', message: messages[0] };
      }
      if (counts.entities === 0) {
        return { source: source.id, outcome: 'skipped' };
      }
      const outcome = counts.changed > 0 ? 'changed' : 'unchanged';
      return { source: source.id, outcome };
    } catch (error) {
      const message = signal.aborted
        ? 'It did not answer in time'
        : toError(error).message;
      return { source: source.id, outcome: 'failed', message };
    }
  }

  /** @returns messages of the errors */
  async #collectPage(
    source: RegisteredSource,
    entities: readonly MirroredEntity[],
    signal: AbortSignal,
    total: RunCounts,
    priority: Priority = dirtyPriority.background,
  ): Promise<string[]> {
    const { now } = this.#o;
    const messages: string[] = [];
    const unknown = new Set<number>();
    const context = this.#context(source, signal);
    for await (const batch of collect(source, entities, context, now)) {
      const forgotten = await this.#store(batch, total, priority);
      forgotten.forEach(id => unknown.add(id));
      messages.push(...batch.errors.map(error => error.message));
    }
    if (unknown.size > 0) {
      // Confirmed, but never learned here: asked again without conditions.
      const again = entities.filter(({ id }) => unknown.has(id));
      const anew = this.#context(source, signal, true);
      for await (const batch of collect(source, again, anew, now)) {
        await this.#store(batch, total, priority);
        messages.push(...batch.errors.map(error => error.message));
      }
    }
    return messages;
  }

  async #store(
    batch: CollectedBatch,
    total: RunCounts,
    priority: Priority,
  ): Promise<number[]> {
    const { facts, now, wake } = this.#o;
    const options = { now: now(), cause: 'factChanged', priority };
    const outcomes = await facts.upsert(batch.writes, options);
    const unknown = await facts.confirm(batch.confirmations, options);
    await facts.recordErrors(batch.errors, now());
    total.entities +=
      batch.writes.length +
      batch.confirmations.length +
      batch.errors.length -
      unknown.length;
    total.changed += outcomes.filter(outcome => outcome === 'changed').length;
    total.failed += batch.errors.length;
    wake();
    return unknown.map(({ entityId }) => entityId);
  }

  #context(
    source: RegisteredSource,
    signal: AbortSignal,
    unconditional = false,
  ): CollectContext {
    const { knex, logger, now } = this.#o;
    const http = SourceHttp.create({
      budget: this.budget(source),
      memory: ResponseMemory.create(knex, source.id),
      signal,
      unconditional,
      now,
      fetch: this.#o.fetch,
    });
    return {
      signal,
      logger: logger.child({ source: source.id }),
      fetch: (url, request) => http.fetch(url, request),
    };
  }

  #deadline({ source }: RegisteredSource): AbortSignal {
    const timeout = source?.schedule.timeout;
    return AbortSignal.timeout(
      timeout ? durationToMilliseconds(timeout as object) : 600_000,
    );
  }
}

function serves(
  source: RegisteredSource,
  entity: MirroredEntity['entity'],
): boolean {
  return (
    !source.appliesTo ||
    filterPredicateToFilterFunction(source.appliesTo)(entity)
  );
}
