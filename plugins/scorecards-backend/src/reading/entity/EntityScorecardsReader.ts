import {
  fixesOf,
  nextLevelOf,
  unpackStates,
  type EntityScorecardsResponse,
  type ScorecardDefinition,
  type VerdictState,
} from '@daytwo/backstage-plugin-scorecards-common';
import { groupBy } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { ResultRow } from '../../database/rows';
import type { DefinitionCatalogue } from '../../definitions/DefinitionCatalogue';
import type {
  LoadedScorecard,
  LoadedVersion,
} from '../../definitions/LoadedVersion';
import type { Reader } from '../../permissions';
import { isIn, sql } from '../../permissions/entityVisibility';
import type { PastChange } from '../history/PastStates';
import { VersionTimeline } from '../history/VersionTimeline';
import { dayOf, endOfDay, lastDays, toIso } from '../instants';
import type { FactsOf } from '../ports';
import { query } from '../query';
import { presentScorecard } from '../scorecards/presentScorecard';
import { parseReasons, presentFix } from './presentFixes';
import { presentTrend } from './presentTrend';
import { presentVerdicts, type EvidenceContext } from './presentVerdicts';
import { findVisible, type VisibleEntity } from './VisibleEntities';

/** What {@link EntityScorecardsReader} works with. */
export interface EntityScorecardsOptions {
  knex: Knex;
  catalogue: Pick<DefinitionCatalogue, 'version'>;
  facts: Pick<FactsOf, 'factsFor'>;
  now: () => number;
  /** How long single changes are kept, milliseconds. */
  historyMs: number;
}

type EntityItem = EntityScorecardsResponse['items'][number];
type ChangeRow = PastChange & { scorecard_id: number };

/** A result with all that is needed to show it. */
interface Loaded {
  scorecard: LoadedScorecard;
  running: LoadedVersion;
  judged: LoadedVersion;
  row: ResultRow;
}

/** What the items of one entity have in common. */
interface Shared {
  context: EvidenceContext;
  changes: ReadonlyMap<number, ChangeRow[]>;
  timeline: VersionTimeline;
  /** Days before today, newest first. */
  days: string[];
  isDirty: boolean;
}

const DAY_MS = 86_400_000;
const MOST_DAYS = 90;
const MOST_CHANGES = 10_000;

/** How one entity stands on each of its scorecards. */
export class EntityScorecardsReader {
  readonly #options: EntityScorecardsOptions;

  private constructor(options: EntityScorecardsOptions) {
    this.#options = options;
  }

  static create(options: EntityScorecardsOptions): EntityScorecardsReader {
    return new EntityScorecardsReader(options);
  }

  /** @throws NotFoundError where the reader sees no such entity */
  async read(
    ref: string,
    reader: Reader,
    scorecards: readonly LoadedScorecard[],
  ): Promise<EntityScorecardsResponse> {
    const { knex } = this.#options;
    const entity = await findVisible(knex, ref, reader.entities);
    const loaded = await this.#load(
      entity,
      scorecards.filter(({ row }) => reader.mayReadVerdicts(row)),
    );
    const shared = await this.#shared(entity, loaded);
    const items = await Promise.all(
      loaded.map(item => presentItem(item, shared)),
    );
    return { entityRef: entity.ref, items };
  }

  async #load(
    entity: VisibleEntity,
    scorecards: readonly LoadedScorecard[],
  ): Promise<Loaded[]> {
    const rows = await this.#options
      .knex<ResultRow>('results')
      .where({ entity_id: entity.id });
    const byId = new Map(rows.map(row => [row.scorecard_id, row]));
    const loaded = await Promise.all(
      scorecards.map(async scorecard => {
        const row = byId.get(scorecard.row.id);
        const { running } = scorecard;
        if (!row || !running) {
          return undefined;
        }
        const judged = await this.#version(running, row.version);
        return { scorecard, running, judged, row };
      }),
    );
    return loaded.filter(item => item !== undefined);
  }

  async #version(
    running: LoadedVersion,
    version: number,
  ): Promise<LoadedVersion> {
    return running.version === version
      ? running
      : this.#options.catalogue.version(running.scorecardId, version);
  }

  async #shared(
    entity: VisibleEntity,
    loaded: readonly Loaded[],
  ): Promise<Shared> {
    const { knex, catalogue, facts, now } = this.#options;
    const ids = loaded.map(({ scorecard }) => scorecard.row.id);
    const sources = new Set(
      loaded.flatMap(({ judged }) => judged.rules.flatMap(r => r.sources)),
    );
    const days = this.#pastDays();
    const [known, dirty, changes, timeline] = await Promise.all([
      facts.factsFor([entity.id], [...sources]),
      knex('dirty').where({ entity_id: entity.id }).first('entity_id'),
      this.#changes(entity.id, ids, days),
      VersionTimeline.load(knex, catalogue, ids),
    ]);
    return {
      context: {
        entity: entity.entity,
        facts: known.get(entity.id) ?? new Map(),
        now: now(),
      },
      changes: groupBy(changes, change => change.scorecard_id),
      timeline,
      days: reachable(days, changes),
      isDirty: dirty !== undefined,
    };
  }

  /** As far back as single changes are kept. */
  #pastDays(): string[] {
    const { now, historyMs } = this.#options;
    const kept = Math.floor(historyMs / DAY_MS);
    const count = Math.max(1, Math.min(MOST_DAYS, kept));
    return lastDays(now(), count).slice(0, -1).reverse();
  }

  async #changes(
    entityId: number,
    scorecardIds: readonly number[],
    days: readonly string[],
  ): Promise<ChangeRow[]> {
    const oldest = days.at(-1);
    return oldest === undefined
      ? []
      : query<ChangeRow>(
          this.#options.knex,
          sql`SELECT t.scorecard_id, t.at, t.check_id, t.from_state, t.cause
            FROM transitions t
            WHERE t.entity_id = ${entityId} AND ${isIn(
            't.scorecard_id',
            scorecardIds,
          )} AND t.at > ${endOfDay(oldest)}
            ORDER BY t.id DESC LIMIT ${MOST_CHANGES}`,
        );
  }
}

/** Where changes were too many to read, days before the oldest are not known. */
function reachable(days: string[], changes: readonly ChangeRow[]): string[] {
  const oldest = changes.at(-1);
  return changes.length < MOST_CHANGES || !oldest
    ? days
    : days.filter(day => endOfDay(day) >= Number(oldest.at));
}

function presentNext(
  definition: ScorecardDefinition,
  states: VerdictState[],
  now: number,
): Pick<EntityItem, 'next'> {
  const next = nextLevelOf(definition, states, now);
  return next
    ? {
        next: {
          ...next,
          blockers: next.blockers.map(slot => definition.checks[slot].id),
        },
      }
    : {};
}

async function presentItem(
  { scorecard, running, judged, row }: Loaded,
  shared: Shared,
): Promise<EntityItem> {
  const { context, timeline, changes, isDirty } = shared;
  const { definition } = judged;
  const states = unpackStates(row.states);
  const reasons = parseReasons(row.reasons);
  return {
    scorecard: presentScorecard(scorecard),
    level: row.level,
    ...(row.score !== null && { score: row.score }),
    passed: row.passed,
    known: row.known,
    counted: row.counted,
    version: row.version,
    evaluatedAt: toIso(row.evaluated_at),
    pending: isDirty || row.version !== running.version,
    verdicts: presentVerdicts(row, judged, context),
    ...presentNext(definition, states, context.now),
    ...presentTrend({
      row,
      judged: definition,
      today: dayOf(context.now),
      days: await timeline.ofDays(scorecard.row.id, shared.days),
      changes: changes.get(scorecard.row.id) ?? [],
    }),
    fixes: fixesOf(definition, states, context.now).map(fix =>
      presentFix(fix, scorecard.row.ref, reasons),
    ),
  };
}
