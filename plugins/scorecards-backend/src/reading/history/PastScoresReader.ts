import type {
  RollupDimension,
  ScorecardSummary,
} from '@daytwo/backstage-plugin-scorecards-common';
import { scoreOf } from '@daytwo/backstage-plugin-scorecards-common';
import { groupBy, Slicer } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { ResultRow, TransitionRow } from '../../database/rows';
import type { DefinitionCatalogue } from '../../definitions/DefinitionCatalogue';
import type { LoadedScorecard } from '../../definitions/LoadedVersion';
import {
  raw,
  sql,
  type EntityVisibility,
  type SqlFragment,
} from '../../permissions/entityVisibility';
import { endOfDay } from '../instants';
import { isVisibleId, query } from '../query';
import { emptySummary } from '../scorecards/summaries';
import { PastStates, type PastChange } from './PastStates';
import { scoresByDay, type DayScore } from './scoresByDay';
import { VersionTimeline } from './VersionTimeline';

/** What {@link PastScoresReader} works with. */
export interface PastScoresOptions {
  knex: Knex;
  catalogue: Pick<DefinitionCatalogue, 'version'>;
}

type PastRow = Pick<ResultRow, 'entity_id' | 'version' | 'states'>;
type ChangeRow = PastChange & Pick<TransitionRow, 'entity_id'>;

/** Which part of a scorecard, as a reader sees it. */
interface Part {
  scorecard: LoadedScorecard;
  visibility: EntityVisibility;
  /** Narrows further; on `x.entity_id`, whatever `x` is. */
  narrow?: (column: SqlFragment) => SqlFragment;
  /** How far to go back. */
  since: number;
}

/** An entity that can be wound back. */
interface PastEntity {
  entityId: number;
  past: PastStates;
}

const MOST_ENTITIES = 2000;
const MOST_CHANGES = 50_000;

/**
 * The past of what a reader may see, where that is not all: stored sums are of
 * all entities and would tell too much. It is reckoned for parts of bounded size
 * from the changes since; of larger ones nothing is told.
 */
export class PastScoresReader {
  readonly #options: PastScoresOptions;

  private constructor(options: PastScoresOptions) {
    this.#options = options;
  }

  static create(options: PastScoresOptions): PastScoresReader {
    return new PastScoresReader(options);
  }

  /**
   * Summaries by day.
   *
   * @param days - days that are over, newest first
   */
  async summariesOf(
    part: Omit<Part, 'since'>,
    days: readonly string[],
  ): Promise<Array<{ day: string; summary: ScorecardSummary }>> {
    const { running } = part.scorecard;
    const oldest = days.at(-1);
    if (!running || oldest === undefined) {
      return [];
    }
    const { knex, catalogue } = this.#options;
    const entities = await this.#load({ ...part, since: endOfDay(oldest) });
    const timeline = await VersionTimeline.load(knex, catalogue, [
      running.scorecardId,
    ]);
    const past = await timeline.ofDays(running.scorecardId, days);
    const slicer = new Slicer();
    const scores: DayScore[] = [];
    for (const entity of entities) {
      scores.push(...scoresByDay(entity.past, past));
      await slicer.breathe();
    }
    const byDay = groupBy(scores, ({ day }) => day);
    return past.flatMap(({ day, definition }) => {
      const group = byDay.get(day);
      return group
        ? { day, summary: sumUp(group, definition.levels.length) }
        : [];
    });
  }

  /** Mean scores at an instant, by value of a dimension. */
  async meansBy(
    scorecard: LoadedScorecard,
    visibility: EntityVisibility,
    { dimension, at }: { dimension: RollupDimension; at: number },
  ): Promise<Map<string, number>> {
    const { knex, catalogue } = this.#options;
    const { id } = scorecard.row;
    const entities = await this.#load({ scorecard, visibility, since: at });
    const timeline = await VersionTimeline.load(knex, catalogue, [id]);
    const version = await timeline.at(id, at);
    if (!version || entities.length === 0) {
      return new Map();
    }
    const scores = new Map<number, number>();
    for (const { entityId, past } of entities) {
      const { definition } = version;
      const score =
        past.rewindTo(at) === undefined
          ? undefined
          : scoreOf(definition, past.statesFor(definition), at).score;
      if (score !== undefined) {
        scores.set(entityId, score);
      }
    }
    return this.#meansOf(scores, id, dimension, visibility);
  }

  async #meansOf(
    scores: ReadonlyMap<number, number>,
    scorecardId: number,
    dimension: RollupDimension,
    visibility: EntityVisibility,
  ): Promise<Map<string, number>> {
    const dims = await query<{ entity_id: number; value: string }>(
      this.#options.knex,
      sql`SELECT d.entity_id, d.value FROM results r
        JOIN entity_dims d ON d.entity_id = r.entity_id
        WHERE r.scorecard_id = ${scorecardId} AND d.dim = ${dimension}
          AND ${isVisibleId(raw('r.entity_id'), visibility)}`,
    );
    const means = new Map<string, number>();
    for (const [value, rows] of groupBy(dims, row => row.value)) {
      const known = rows
        .map(row => scores.get(row.entity_id))
        .filter(score => score !== undefined);
      if (known.length > 0) {
        means.set(value, known.reduce((a, b) => a + b, 0) / known.length);
      }
    }
    return means;
  }

  /** Nothing where it would be too much. */
  async #load(part: Part): Promise<PastEntity[]> {
    const { knex, catalogue } = this.#options;
    const { id } = part.scorecard.row;
    const of = (column: string) => {
      const fragment = raw(column);
      return sql`${isVisibleId(fragment, part.visibility)} AND ${
        part.narrow?.(fragment) ?? raw('1 = 1')
      }`;
    };
    const rows = await query<PastRow>(
      knex,
      sql`SELECT r.entity_id, r.version, r.states FROM results r
        WHERE r.scorecard_id = ${id} AND ${of('r.entity_id')}
        LIMIT ${MOST_ENTITIES + 1}`,
    );
    if (rows.length > MOST_ENTITIES) {
      return [];
    }
    const changes = await query<ChangeRow>(
      knex,
      sql`SELECT t.entity_id, t.at, t.check_id, t.from_state, t.cause
        FROM transitions t WHERE t.scorecard_id = ${id}
          AND t.at > ${part.since} AND ${of('t.entity_id')}
        ORDER BY t.id DESC LIMIT ${MOST_CHANGES + 1}`,
    );
    if (changes.length > MOST_CHANGES) {
      return [];
    }
    const byEntity = groupBy(changes, change => change.entity_id);
    return Promise.all(
      rows.map(async row => {
        const { definition } = await catalogue.version(id, row.version);
        const own = byEntity.get(row.entity_id) ?? [];
        return {
          entityId: row.entity_id,
          past: PastStates.create(row, definition, own),
        };
      }),
    );
  }
}

function sumUp(scores: readonly DayScore[], levels: number): ScorecardSummary {
  const summary = emptySummary(levels);
  const known: number[] = [];
  for (const { score } of scores) {
    summary.entities++;
    summary.passed += score.passed;
    summary.known += score.known;
    summary.counted += score.counted;
    summary.levels[score.level + 1]++;
    if (score.score !== undefined) {
      known.push(score.score);
    }
  }
  return known.length > 0
    ? { ...summary, score: known.reduce((a, b) => a + b, 0) / known.length }
    : summary;
}
