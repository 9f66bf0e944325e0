import type {
  RollupDimension,
  RollupResponse,
  RouteQuery,
} from '@daytwo/backstage-plugin-scorecards-common';
import { groupBy } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { EntityRow, RollupDayRow, RollupRow } from '../../database/rows';
import type {
  LoadedScorecard,
  LoadedVersion,
} from '../../definitions/LoadedVersion';
import {
  and,
  raw,
  sql,
  type EntityVisibility,
} from '../../permissions/entityVisibility';
import {
  joinStates,
  type CheckCountsReader,
  type JoinedStates,
} from '../entities/CheckCountsReader';
import type { PastScoresReader } from '../history/PastScoresReader';
import { endOfDay, toIso } from '../instants';
import { isPartial, isVisible, isVisibleId, query, textList } from '../query';
import type { ReadableScorecard } from '../ScorecardAccess';
import {
  fromRollup,
  pivotColumns,
  summarizePivot,
  type PivotSum,
} from '../scorecards/summaries';
import { parentsOf, type GroupEdge } from './groupTree';

/** What {@link RollupReader} works with. */
export interface RollupReaderOptions {
  knex: Knex;
  counts: Pick<CheckCountsReader, 'count'>;
  past: PastScoresReader;
  now: () => number;
}

type RollupItem = RollupResponse['items'][number];

/** Dimensions whose values are entities. */
const titled: ReadonlySet<RollupDimension> = new Set([
  'group',
  'system',
  'domain',
]);

/** Results of one value and version, summed. */
type SumRow = PivotSum & JoinedStates & { value: string };

/** Values with their numbers, before they are given names. */
interface Sums {
  items: RollupItem[];
  asOf?: string;
}

/** A scorecard summed by one dimension. */
export class RollupReader {
  readonly #options: RollupReaderOptions;

  private constructor(options: RollupReaderOptions) {
    this.#options = options;
  }

  static create(options: RollupReaderOptions): RollupReader {
    return new RollupReader(options);
  }

  async read(
    { reader, scorecard }: ReadableScorecard,
    { by, since }: RouteQuery<'getRollup'>,
  ): Promise<RollupResponse> {
    const partial = isPartial(reader.entities);
    const sums = partial
      ? await this.#computed(scorecard, by, reader.entities)
      : await this.#stored(scorecard, by);
    const values = sums.items.map(item => item.value);
    const [titles, parents, before] = await Promise.all([
      titled.has(by) ? this.#titles(values, reader.entities) : undefined,
      by === 'group' ? this.#parents(values) : undefined,
      since ? this.#before(scorecard, by, since, reader.entities) : undefined,
    ]);
    const items = sums.items.map(item => ({
      ...item,
      ...optional('title', titles?.get(item.value)),
      ...optional('parent', parents?.get(item.value)),
      ...optional('scoreBefore', before?.get(item.value)),
    }));
    return {
      by,
      items: items.sort(byTitle),
      ...optional('since', since),
      ...optional('asOf', sums.asOf),
      partial,
    };
  }

  async #stored(scorecard: LoadedScorecard, by: string): Promise<Sums> {
    const rows = await this.#options
      .knex<RollupRow>('rollups')
      .where({ scorecard_id: scorecard.row.id, dim: by });
    return {
      items: rows.map(row => ({
        value: row.value,
        summary: fromRollup(row),
        ...worstCheck(scorecard, row.worst_check, row.worst_failing),
      })),
      ...optional('asOf', rows[0] && toIso(rows[0].as_of)),
    };
  }

  async #computed(
    scorecard: LoadedScorecard,
    by: RollupDimension,
    visibility: EntityVisibility,
  ): Promise<Sums> {
    const { running } = scorecard;
    const asOf = toIso(this.#options.now());
    if (!running) {
      return { items: [], asOf };
    }
    const sums = await this.#sums(running, by, visibility);
    const items = await Promise.all(
      [...groupBy(sums, row => row.value)].map(async ([value, rows]) => ({
        value,
        summary: summarizePivot(rows, running.definition.levels.length),
        ...(await this.#worst(scorecard, running, rows)),
      })),
    );
    return { items, asOf };
  }

  #sums(
    running: LoadedVersion,
    by: RollupDimension,
    visibility: EntityVisibility,
  ): Promise<SumRow[]> {
    const { knex } = this.#options;
    return query<SumRow>(
      knex,
      sql`SELECT d.value, r.version, ${pivotColumns(
        running.definition.levels.length,
      )}, ${joinStates(knex)} AS states
        FROM results r JOIN entity_dims d ON d.entity_id = r.entity_id
        WHERE ${and([
          sql`r.scorecard_id = ${running.scorecardId}`,
          sql`d.dim = ${by}`,
          isVisibleId(raw('r.entity_id'), visibility),
        ])}
        GROUP BY d.value, r.version`,
    );
  }

  /** The check that fails most often. */
  async #worst(
    scorecard: LoadedScorecard,
    running: LoadedVersion,
    rows: readonly JoinedStates[],
  ): Promise<Pick<RollupItem, 'worstCheck'>> {
    const counts = await this.#options.counts.count(running, rows);
    let worst: [string, number] | undefined;
    for (const [checkId, { fail }] of counts) {
      if (fail > (worst?.[1] ?? 0)) {
        worst = [checkId, fail];
      }
    }
    return worst ? worstCheck(scorecard, ...worst) : {};
  }

  async #titles(
    values: readonly string[],
    visibility: EntityVisibility,
  ): Promise<Map<string, string>> {
    const rows = await query<Pick<EntityRow, 'ref' | 'title'>>(
      this.#options.knex,
      sql`SELECT e.ref, e.title FROM entities e
        WHERE e.ref IN ${textList(this.#options.knex, values)}
          AND e.title IS NOT NULL AND ${isVisible(visibility)}`,
    );
    return new Map(rows.map(row => [row.ref, row.title ?? row.ref]));
  }

  async #parents(values: readonly string[]): Promise<Map<string, string>> {
    const edges = await query<GroupEdge>(
      this.#options.knex,
      sql`SELECT a.group_ref AS "group", a.ancestor_ref AS parent
        FROM group_ancestors a WHERE a.depth = 1
          AND a.group_ref IN ${textList(this.#options.knex, values)}`,
    );
    const known = new Set(values);
    return parentsOf(edges.filter(edge => known.has(edge.parent)));
  }

  /** Mean scores on a day of the past; for who sees only a part, of that part. */
  async #before(
    scorecard: LoadedScorecard,
    by: RollupDimension,
    since: string,
    visibility: EntityVisibility,
  ): Promise<Map<string, number>> {
    if (isPartial(visibility)) {
      return this.#options.past.meansBy(scorecard, visibility, {
        dimension: by,
        at: endOfDay(since),
      });
    }
    const { knex } = this.#options;
    const days = () =>
      knex<RollupDayRow>('rollup_days').where({
        scorecard_id: scorecard.row.id,
        dim: by,
      });
    const rows = await days()
      .where('day', days().where('day', '<=', since).max('day'))
      .whereNotNull('score')
      .select('value', 'score');
    return new Map(rows.map(row => [row.value, row.score ?? 0]));
  }
}

function worstCheck(
  { running }: LoadedScorecard,
  checkId: string | null,
  failing: number | null,
): Pick<RollupItem, 'worstCheck'> {
  const check = running?.definition.checks.find(({ id }) => id === checkId);
  return check
    ? {
        worstCheck: {
          checkId: check.id,
          title: check.title,
          failing: failing ?? 0,
        },
      }
    : {};
}

function optional<K extends string, V>(key: K, value: V | undefined) {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

function byTitle(a: RollupItem, b: RollupItem): number {
  return (a.title ?? a.value).localeCompare(b.title ?? b.value, 'en');
}
