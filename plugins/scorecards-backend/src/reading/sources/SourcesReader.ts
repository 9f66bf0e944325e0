import type {
  SourceListResponse,
  SourceResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import type { SourceStats } from '../../database/facts/types';
import type { EntityVisibility } from '../../permissions/entityVisibility';
import { toIso, toOptionalIso } from '../instants';
import type {
  BudgetReader,
  DescribedSource,
  FactsOf,
  SourceDirectory,
} from '../ports';
import { isPartial } from '../query';
import { visibleStats } from './visibleStats';

/** What {@link SourcesReader} works with. */
export interface SourcesReaderOptions {
  knex: Knex;
  facts: Pick<FactsOf, 'sourceStats'>;
  sources: SourceDirectory;
  budgets: BudgetReader;
  now: () => number;
}

/** A row of `source_runs`. */
interface RunRow {
  source: string;
  started_at: number | string | null;
  finished_at: number | string | null;
  entities: number;
  changed: number;
  failed: number;
  error: string | null;
}

/** A run that has not ended after this long was killed. */
const LONGEST_RUN_MS = 3_600_000;

const noStats: SourceStats = {
  entities: 0,
  stale: 0,
  failing: 0,
  recentErrors: [],
};

function isRunning(run: RunRow | undefined, now: number): boolean {
  return (
    run !== undefined &&
    run.started_at !== null &&
    (run.finished_at === null ||
      Number(run.finished_at) < Number(run.started_at)) &&
    now - Number(run.started_at) < LONGEST_RUN_MS
  );
}

function stateOf(
  run: RunRow | undefined,
  stats: SourceStats,
  now: number,
): SourceResponse['state'] {
  if (isRunning(run, now)) {
    return 'running';
  }
  if (run?.error || (stats.failing > 0 && stats.failing >= stats.entities)) {
    return 'failing';
  }
  if (stats.failing > 0 || stats.stale > 0) {
    return 'degraded';
  }
  return stats.entities === 0 ? 'idle' : 'healthy';
}

function presentRun(run: RunRow | undefined): Pick<SourceResponse, 'lastRun'> {
  const startedAt = toOptionalIso(run?.started_at);
  if (!run || startedAt === undefined) {
    return {};
  }
  const finishedAt = toOptionalIso(run.finished_at);
  return {
    lastRun: {
      startedAt,
      ...(finishedAt !== undefined &&
        finishedAt >= startedAt && { finishedAt }),
      entities: run.entities,
      changed: run.changed,
      failed: run.failed,
      ...(run.error !== null && { error: run.error }),
    },
  };
}

/** Sources of facts and their health. */
export class SourcesReader {
  readonly #options: SourcesReaderOptions;

  private constructor(options: SourcesReaderOptions) {
    this.#options = options;
  }

  static create(options: SourcesReaderOptions): SourcesReader {
    return new SourcesReader(options);
  }

  async list(visibility: EntityVisibility): Promise<SourceListResponse> {
    const { knex, facts, sources, budgets, now } = this.#options;
    const all = sources.list();
    const [runs, stats, budgetOf] = await Promise.all([
      knex<RunRow>('source_runs').select('*'),
      isPartial(visibility)
        ? visibleStats(knex, all, visibility, now())
        : facts.sourceStats(all, now()),
      Promise.all(all.map(source => budgets.budgetOf(source.id))),
    ]);
    const runOf = new Map(runs.map(run => [run.source, run]));
    const items = all.map((source, index) => ({
      ...this.#present(
        source,
        runOf.get(source.id),
        stats.get(source.id) ?? noStats,
      ),
      ...(budgetOf[index] && { budget: budgetOf[index] }),
    }));
    return { items };
  }

  #present(
    source: DescribedSource,
    run: RunRow | undefined,
    stats: SourceStats,
  ): SourceResponse {
    const now = this.#options.now();
    const { id, title, description, mode, schema } = source;
    const { freshnessMs, scheduleText } = source;
    const { oldestObservedAt } = stats;
    return {
      id,
      title,
      ...(description !== undefined && { description }),
      mode,
      schema,
      ...(freshnessMs !== undefined && { freshness: freshnessMs }),
      ...(scheduleText !== undefined && { schedule: scheduleText }),
      state: stateOf(run, stats, now),
      ...presentRun(run),
      entities: stats.entities,
      stale: stats.stale,
      failing: stats.failing,
      ...(oldestObservedAt !== undefined && {
        lag: Math.max(0, now - oldestObservedAt),
      }),
      recentErrors: stats.recentErrors.map(error => ({
        ...error,
        at: toIso(error.at),
      })),
    };
  }
}
