import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { RefreshResult } from '@daytwo/backstage-plugin-scorecards-common';
import { dirtyPriority } from '../../database/dirty/markDirty';
import type { EntityStore } from '../../database/entities/EntityStore';
import type { SourceMarks } from '../../database/facts/SourceMarks';
import type { SourceRunStore } from '../../database/facts/SourceRunStore';
import type { RegisteredSource } from '../RegisteredSource';
import type { SourceRegistry } from '../SourceRegistry';
import { Collector, type CollectorOptions, type PullSource } from './Collector';
import { startDeadline } from './deadline';
import { refreshFrom } from './refreshFrom';
import { runSource, type EntityPages } from './runSource';
import { serves } from './serves';
import { timeoutOf } from './slices';
import { startPulling } from './startPulling';

/** What {@link PullRunner} works with. */
export interface PullRunnerOptions extends CollectorOptions {
  registry: SourceRegistry;
  runs: SourceRunStore;
  marks: SourceMarks;
  entities: Pick<EntityStore, 'byIds' | 'findIds'>;
  entitiesFor: EntityPages;
  scheduler: SchedulerService;
  events: EventsService;
}

/** New entities that are asked about at a time. */
const mostNewcomers = 500;

/** Asks the sources that are to be asked. */
export class PullRunner {
  readonly #o: PullRunnerOptions;
  readonly #collectors = new Map<string, Collector>();

  private constructor(options: PullRunnerOptions) {
    this.#o = options;
  }

  static create(options: PullRunnerOptions): PullRunner {
    return new PullRunner(options);
  }

  /** Has all sources asked from now on: by schedule and by event. */
  async start(): Promise<void> {
    await startPulling({
      ...this.#o,
      runner: this,
      sources: this.#sources(),
    });
  }

  /** Asks a source about all that it serves. */
  async run(source: PullSource, signal?: AbortSignal): Promise<void> {
    const { marks, http, now } = this.#o;
    const deadline = deadlineOf(source, signal);
    try {
      await marks.sawAll(source.id);
      await runSource({
        ...this.#o,
        source,
        collector: this.#collectorOf(source),
        signal: deadline.signal,
      });
      await http.validators.prune(source.id, now());
    } finally {
      deadline.clear();
    }
  }

  /** Asks a source about those of the entities that exist and that it serves. */
  async runAffected(
    source: PullSource,
    refs: readonly string[],
    signal?: AbortSignal,
  ): Promise<void> {
    const ids = await this.#o.entities.findIds(refs);
    await this.#collectSome(source, [...ids.values()], signal);
  }

  /**
   * Asks all sources about entities that are new in the catalog: nobody should
   * wait for the first facts until the next run.
   */
  async runNewcomers(signal?: AbortSignal): Promise<void> {
    const { marks } = this.#o;
    for (const source of this.#sources()) {
      while (!signal?.aborted) {
        const ids = await marks.unseen(source.id, mostNewcomers);
        const last = ids.at(-1);
        if (last === undefined) break;
        await marks.saw(source.id, last);
        await this.#collectSome(source, ids, signal);
      }
    }
  }

  /** Asks all sources that serve an entity about it, at the same time. */
  async refresh(entity: {
    id: number;
    ref: string;
  }): Promise<RefreshResult['sources']> {
    const { entities, registry } = this.#o;
    const [found] = await entities.byIds([entity.id]);
    if (!found) return [];
    const sources = registry
      .list()
      .filter(source => source.mode !== 'builtin' && serves(source, found));
    return Promise.all(
      sources.map(source =>
        isPullSource(source)
          ? refreshFrom(source, this.#collectorOf(source), found)
          : {
              source: source.id,
              outcome: 'skipped' as const,
              message: 'Others report these facts; they cannot be asked for.',
            },
      ),
    );
  }

  /** What goes wrong here, the next run by schedule makes up for. */
  async #collectSome(
    source: PullSource,
    ids: readonly number[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { entities, logger } = this.#o;
    const deadline = deadlineOf(source, signal);
    try {
      const found = await entities.byIds(ids);
      const served = found.filter(entity => serves(source, entity));
      await this.#collectorOf(source).collect(served, {
        signal: deadline.signal,
        priority: dirtyPriority.background,
      });
    } catch (error) {
      logger.warn(
        `Collecting some facts from "${source.id}" failed: ${error}; the next run makes up for it`,
      );
    } finally {
      deadline.clear();
    }
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

function isPullSource(source: RegisteredSource): source is PullSource {
  return source.source !== undefined;
}

/** A little less than the scheduler grants, so that the end can be noted. */
function deadlineOf(source: PullSource, outer?: AbortSignal) {
  const ms = timeoutOf(source.source) * 0.95;
  return startDeadline(ms, `collecting from "${source.id}"`, outer);
}
