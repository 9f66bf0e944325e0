import type { SchedulerService } from '@backstage/backend-plugin-api';
import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import type { EventsService } from '@backstage/plugin-events-node';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';
import { dirtyPriority } from '../../database/dirty/markDirty';
import type {
  EntityStore,
  MirroredEntity,
} from '../../database/entities/EntityStore';
import { SourceRunStore } from '../../database/facts/SourceRunStore';
import type { SourceRegistry } from '../SourceRegistry';
import { readAffected } from './readAffected';
import { Collector, type CollectorOptions, type PullSource } from './Collector';
import { startDeadline } from './deadline';
import { runSource, type EntityPages } from './runSource';

/** What {@link PullRunner} works with. */
export interface PullRunnerOptions extends CollectorOptions {
  registry: SourceRegistry;
  runs: SourceRunStore;
  entities: Pick<EntityStore, 'byIds' | 'findIds'>;
  entitiesFor: EntityPages;
  scheduler: SchedulerService;
  events: EventsService;
}

/** How long somebody waits for one source of one entity, ms. */
const refreshTimeoutMs = 20_000;

type SourceOutcome = RefreshResult['sources'][number];

/** Asks the sources that are to be asked: by schedule, by event, and on request. */
export class PullRunner {
  readonly #o: PullRunnerOptions;
  readonly #collectors = new Map<string, Collector>();

  private constructor(options: PullRunnerOptions) {
    this.#o = options;
  }

  static create(options: PullRunnerOptions): PullRunner {
    return new PullRunner(options);
  }

  /** Schedules all sources and listens to their events. */
  async start(): Promise<void> {
    for (const source of this.#sources()) {
      await this.#schedule(source);
      await this.#subscribe(source);
    }
  }

  /** Asks a source about all that it serves. */
  async run(source: PullSource, signal?: AbortSignal): Promise<void> {
    const { runs, entitiesFor, logger, now } = this.#o;
    const deadline = this.#deadline(source, signal);
    try {
      await runSource({
        source,
        collector: this.#collectorOf(source),
        runs,
        entitiesFor,
        logger,
        now,
        signal: deadline.signal,
      });
    } finally {
      deadline.clear();
    }
  }

  /** Asks all sources that serve an entity about it, at the same time. */
  async refresh(entity: { id: number; ref: string }): Promise<SourceOutcome[]> {
    const [found] = await this.#o.entities.byIds([entity.id]);
    if (!found) return [];
    const sources = this.#o.registry
      .list()
      .filter(({ mode }) => mode !== 'builtin')
      .filter(({ appliesTo }) => serves(appliesTo, found));
    return Promise.all(
      sources.map(source =>
        isPullSource(source)
          ? this.#refreshFrom(source, found)
          : {
              source: source.id,
              outcome: 'skipped' as const,
              message: 'Others report these facts; they cannot be asked for.',
            },
      ),
    );
  }

  async #refreshFrom(
    source: PullSource,
    entity: MirroredEntity,
  ): Promise<SourceOutcome> {
    const deadline = startDeadline(refreshTimeoutMs, `"${source.id}"`);
    try {
      const outcomes = await this.#collectorOf(source).collect([entity], {
        signal: deadline.signal,
        priority: dirtyPriority.interactive,
      });
      const outcome = outcomes.get(entity.id) ?? {
        outcome: 'skipped' as const,
        message: 'The source has nothing to say about this entity.',
      };
      return { source: source.id, ...outcome };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { source: source.id, outcome: 'failed', message };
    } finally {
      deadline.clear();
    }
  }

  async #schedule(source: PullSource): Promise<void> {
    await this.#o.scheduler.scheduleTask({
      scope: 'global',
      ...source.source.schedule,
      id: `scorecards-source-${source.id}`,
      fn: signal => this.run(source, signal),
    });
  }

  /** One id for all replicas: each event is for one of them. */
  async #subscribe(source: PullSource): Promise<void> {
    const { events } = source.source;
    if (!events) return;
    await this.#o.events.subscribe({
      id: `scorecards-source-${source.id}`,
      topics: events.topics,
      onEvent: async ({ topic, eventPayload }) => {
        const refs = readAffected(
          source,
          { topic, eventPayload },
          this.#o.logger,
        );
        if (refs.length > 0) await this.#collectAffected(source, refs);
      },
    });
  }

  async #collectAffected(
    source: PullSource,
    refs: readonly string[],
  ): Promise<void> {
    const { entities, logger } = this.#o;
    const deadline = this.#deadline(source);
    try {
      const ids = await entities.findIds(refs);
      const found = await entities.byIds([...ids.values()]);
      const served = found.filter(entity => serves(source.appliesTo, entity));
      await this.#collectorOf(source).collect(served, {
        signal: deadline.signal,
        priority: dirtyPriority.background,
      });
    } catch (error) {
      // The next run by schedule makes up for it.
      logger.warn(
        `Collecting facts from "${source.id}" after an event failed: ${error}`,
      );
    } finally {
      deadline.clear();
    }
  }

  /** A little less than the scheduler grants, so that the end can be noted. */
  #deadline(source: PullSource, outer?: AbortSignal) {
    const { timeout } = source.source.schedule;
    const duration = 'toObject' in timeout ? timeout.toObject() : timeout;
    const ms = durationToMilliseconds(duration as HumanDuration) * 0.95;
    return startDeadline(ms, `collecting from "${source.id}"`, outer);
  }

  #sources(): PullSource[] {
    return this.#o.registry.list().filter(isPullSource);
  }

  #collectorOf(source: PullSource): Collector {
    const known = this.#collectors.get(source.id);
    const collector = known ?? Collector.create(source, this.#o);
    if (!known) this.#collectors.set(source.id, collector);
    return collector;
  }
}

function isPullSource(source: object): source is PullSource {
  return 'source' in source && source.source !== undefined;
}

function serves(
  appliesTo: PullSource['appliesTo'],
  { entity }: MirroredEntity,
): boolean {
  return !appliesTo || filterPredicateToFilterFunction(appliesTo)(entity);
}
