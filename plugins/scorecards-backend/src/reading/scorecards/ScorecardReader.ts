import type {
  ScorecardListResponse,
  ScorecardResponse,
  ScorecardSummary,
  VersionListResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import type { DefinitionStore } from '../../database/definitions/DefinitionStore';
import { ALL } from '../../database/rollups/makeRollups';
import type { RollupRow } from '../../database/rows';
import {
  changedChecks,
  definitionOf,
  type LoadedScorecard,
} from '../../definitions/LoadedVersion';
import type { Reader } from '../../permissions';
import { toIso } from '../instants';
import { isPartial } from '../query';
import type { ReadableScorecard } from '../ScorecardAccess';
import { presentScorecard } from './presentScorecard';
import { emptySummary, fromRollup, summarize, sumVisible } from './summaries';
import { readSweeps, type SweepProgress } from './sweepProgress';

/** What {@link ScorecardReader} works with. */
export interface ScorecardReaderOptions {
  knex: Knex;
  definitions: DefinitionStore;
  now: () => number;
}

/** Numbers of one scorecard, and when they were made. */
interface Numbers {
  summary: ScorecardSummary;
  asOf?: string;
}

/** Scorecards as pages show them. */
export class ScorecardReader {
  readonly #options: ScorecardReaderOptions;

  private constructor(options: ScorecardReaderOptions) {
    this.#options = options;
  }

  static create(options: ScorecardReaderOptions): ScorecardReader {
    return new ScorecardReader(options);
  }

  async list(
    reader: Reader,
    scorecards: readonly LoadedScorecard[],
  ): Promise<ScorecardListResponse> {
    const items = await this.#withNumbers(reader, scorecards);
    return { items: items.map(({ checks: _, ...item }) => item) };
  }

  async get({
    reader,
    scorecard,
  }: ReadableScorecard): Promise<ScorecardResponse> {
    const [item] = await this.#withNumbers(reader, [scorecard]);
    return item;
  }

  async versions({ row }: LoadedScorecard): Promise<VersionListResponse> {
    const rows = await this.#options.definitions.versions(row.id);
    const definitions = rows.map(version => definitionOf(version.spec));
    return {
      items: rows.map((version, index) => ({
        version: version.version,
        hash: version.hash,
        createdAt: toIso(version.created_at),
        spec: JSON.parse(version.spec),
        changedChecks: changedChecks(
          definitions[index + 1] ?? { ...definitions[index], checks: [] },
          definitions[index],
        ),
      })),
    };
  }

  async #withNumbers(
    reader: Reader,
    scorecards: readonly LoadedScorecard[],
  ): Promise<ScorecardResponse[]> {
    const shown = scorecards.filter(({ row }) => reader.mayReadVerdicts(row));
    const [numbers, sweeps] = await Promise.all([
      this.#numbers(reader, shown),
      readSweeps(this.#options.knex),
    ]);
    return scorecards.map(scorecard =>
      present(scorecard, reader, numbers, sweeps),
    );
  }

  /** Stored sums where the reader may see all; reckoned where they leave something out. */
  async #numbers(
    reader: Reader,
    scorecards: readonly LoadedScorecard[],
  ): Promise<Map<number, Numbers>> {
    const stored = isPartial(reader.entities)
      ? new Map<number, Numbers>()
      : await this.#storedNumbers(scorecards);
    const missing = scorecards.filter(({ row }) => !stored.has(row.id));
    const sums =
      missing.length === 0
        ? new Map()
        : await sumVisible(
            this.#options.knex,
            missing.map(({ row }) => row.id),
            reader.entities,
          );
    const asOf = toIso(this.#options.now());
    for (const { row, running } of missing) {
      const levels = running?.definition.levels.length ?? 0;
      const summary = summarize(sums.get(row.id) ?? [], levels);
      stored.set(row.id, { summary, asOf });
    }
    return stored;
  }

  async #storedNumbers(
    scorecards: readonly LoadedScorecard[],
  ): Promise<Map<number, Numbers>> {
    const rows: RollupRow[] = await this.#options
      .knex<RollupRow>('rollups')
      .whereIn(
        'scorecard_id',
        scorecards.map(({ row }) => row.id),
      )
      .where({ dim: ALL.dim, value: ALL.value });
    return new Map(
      rows.map(row => [
        row.scorecard_id,
        { summary: fromRollup(row), asOf: toIso(row.as_of) },
      ]),
    );
  }
}

function present(
  scorecard: LoadedScorecard,
  reader: Reader,
  numbers: ReadonlyMap<number, Numbers>,
  sweeps: ReadonlyMap<number, SweepProgress>,
): ScorecardResponse {
  const { row, running } = scorecard;
  const known = numbers.get(row.id);
  const sweep = sweeps.get(row.id);
  const levels = running?.definition.levels.length ?? 0;
  return {
    ...presentScorecard(scorecard),
    ...(sweep && { sweep }),
    summary: known?.summary ?? emptySummary(levels),
    ...(known?.asOf !== undefined && { asOf: known.asOf }),
    partial: isPartial(reader.entities) || !known,
  };
}
