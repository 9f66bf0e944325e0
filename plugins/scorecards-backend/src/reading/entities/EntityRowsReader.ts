import type {
  EntityRowsResponse,
  RouteQuery,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { ResultRow } from '../../database/rows';
import type { DefinitionCatalogue } from '../../definitions/DefinitionCatalogue';
import type {
  LoadedScorecard,
  LoadedVersion,
} from '../../definitions/LoadedVersion';
import {
  and,
  raw,
  sql,
  type EntityVisibility,
  type SqlFragment,
} from '../../permissions/entityVisibility';
import { toIso } from '../instants';
import { isPartial, isVisibleId, query } from '../query';
import type { ReadableScorecard } from '../ScorecardAccess';
import { decodeCursor, encodeCursor } from './cursor';
import {
  filterCondition,
  needsVersions,
  type EntityFilter,
} from './entityFilter';
import {
  entityInfoColumns,
  toEntityInfo,
  type EntityInfoRow,
} from './entityInfo';
import { mapStates } from './mapStates';
import {
  planSort,
  type EntitySort,
  type SortPlan,
  type SortPosition,
} from './sorting';

/** What {@link EntityRowsReader} works with. */
export interface EntityRowsOptions {
  knex: Knex;
  catalogue: Pick<DefinitionCatalogue, 'version'>;
}

/** One entity on one scorecard. */
export type EntityResult = EntityRowsResponse['items'][number];

type PageRow = Pick<
  ResultRow,
  | 'entity_id'
  | 'version'
  | 'states'
  | 'level'
  | 'score'
  | 'passed'
  | 'known'
  | 'counted'
  | 'evaluated_at'
> &
  EntityInfoRow & { sort_value: string | number };

/** A part of a sorted list. */
interface PageRequest {
  condition: SqlFragment;
  plan: SortPlan;
  after?: SortPosition;
  limit: number;
}

const cursorSchema = z.object({
  sort: z.string(),
  value: z.union([z.string(), z.number()]),
  id: z.number().int(),
});

const EXPORT_PAGE = 1000;

/** The entities of a scorecard, page by page. */
export class EntityRowsReader {
  readonly #options: EntityRowsOptions;

  private constructor(options: EntityRowsOptions) {
    this.#options = options;
  }

  static create(options: EntityRowsOptions): EntityRowsReader {
    return new EntityRowsReader(options);
  }

  /** One page; the first one says how many entities there are. */
  async page(
    { reader, scorecard }: ReadableScorecard,
    request: RouteQuery<'listEntities'>,
  ): Promise<EntityRowsResponse> {
    const partial = isPartial(reader.entities);
    const { running } = scorecard;
    if (!running) {
      return { items: [], total: 0, partial };
    }
    const condition = await this.condition(scorecard, request, reader.entities);
    const after = readPosition(request.cursor, request.sort);
    const [rows, total] = await Promise.all([
      this.#rows({
        condition,
        plan: planSort(this.#options.knex, request.sort),
        after,
        limit: request.limit + 1,
      }),
      after ? undefined : this.#count(condition),
    ]);
    const items = rows.slice(0, request.limit);
    return {
      items: await this.#present(items, running),
      ...(rows.length > request.limit && {
        nextCursor: positionCursor(items[items.length - 1], request.sort),
      }),
      ...(total !== undefined && { total }),
      partial,
    };
  }

  /** All pages, one after the other. The filter is read before the first. */
  async all(
    { reader, scorecard }: ReadableScorecard,
    request: EntityFilter & { sort: EntitySort },
  ): Promise<AsyncIterable<EntityResult[]>> {
    const condition = await this.condition(scorecard, request, reader.entities);
    return this.#pages(
      scorecard,
      condition,
      planSort(this.#options.knex, request.sort),
    );
  }

  async *#pages(
    { running }: LoadedScorecard,
    condition: SqlFragment,
    plan: SortPlan,
  ): AsyncGenerator<EntityResult[]> {
    let after: SortPosition | undefined;
    while (running) {
      const rows = await this.#rows({
        condition,
        plan,
        after,
        limit: EXPORT_PAGE,
      });
      yield await this.#present(rows, running);
      if (rows.length < EXPORT_PAGE) {
        return;
      }
      const last = rows[rows.length - 1];
      after = { value: last.sort_value, id: last.entity_id };
    }
  }

  /** Results of a scorecard that a reader may see and a filter lets through. */
  async condition(
    { row, running }: LoadedScorecard,
    filter: EntityFilter,
    visibility: EntityVisibility,
  ): Promise<SqlFragment> {
    const versions = needsVersions(filter) ? await this.#versions(row.id) : [];
    return and([
      sql`r.scorecard_id = ${row.id}`,
      isVisibleId(raw('r.entity_id'), visibility),
      ...(running ? [filterCondition(filter, running, versions)] : []),
    ]);
  }

  /** More than one while a sweep after an edit is under way. */
  async #versions(scorecardId: number): Promise<LoadedVersion[]> {
    const rows = await query<{ version: number }>(
      this.#options.knex,
      sql`SELECT DISTINCT r.version FROM results r WHERE r.scorecard_id = ${scorecardId}`,
    );
    return Promise.all(
      rows.map(({ version }) =>
        this.#options.catalogue.version(scorecardId, version),
      ),
    );
  }

  /** Sorts and cuts first, and looks up the entities of what is left. */
  #rows({ condition, plan, after, limit }: PageRequest): Promise<PageRow[]> {
    const join = raw(
      plan.needsEntity ? 'JOIN entities e ON e.id = r.entity_id' : '',
    );
    const page = sql`SELECT r.entity_id, r.version, r.states, r.level, r.score,
        r.passed, r.known, r.counted, r.evaluated_at, ${
          plan.expression
        } AS sort_value
      FROM results r ${join}
      WHERE ${and([condition, ...(after ? [plan.after(after)] : [])])}
      ORDER BY ${plan.order} LIMIT ${limit}`;
    return query<PageRow>(
      this.#options.knex,
      sql`SELECT p.*, ${entityInfoColumns} FROM (${page}) p
        JOIN entities e ON e.id = p.entity_id ORDER BY ${plan.order}`,
    );
  }

  async #count(condition: SqlFragment): Promise<number> {
    const [row] = await query<{ n: number | string }>(
      this.#options.knex,
      sql`SELECT count(*) AS n FROM results r WHERE ${condition}`,
    );
    return Number(row.n);
  }

  async #present(
    rows: readonly PageRow[],
    running: LoadedVersion,
  ): Promise<EntityResult[]> {
    const { catalogue } = this.#options;
    return Promise.all(
      rows.map(async row => {
        const judged =
          row.version === running.version
            ? running
            : await catalogue.version(running.scorecardId, row.version);
        return toEntityResult(row, judged, running);
      }),
    );
  }
}

function toEntityResult(
  row: PageRow,
  judged: LoadedVersion,
  running: LoadedVersion,
): EntityResult {
  return {
    entity: toEntityInfo(row),
    level: row.level,
    ...(row.score !== null && { score: row.score }),
    passed: row.passed,
    known: row.known,
    counted: row.counted,
    states: mapStates(row.states, judged.definition, running.definition),
    evaluatedAt: toIso(row.evaluated_at),
  };
}

function positionCursor(row: PageRow, sort: EntitySort): string {
  return encodeCursor({ sort, value: row.sort_value, id: row.entity_id });
}

function readPosition(
  cursor: string | undefined,
  sort: EntitySort,
): SortPosition | undefined {
  if (cursor === undefined) {
    return undefined;
  }
  const schema = cursorSchema.refine(position => position.sort === sort);
  const { value, id } = decodeCursor(cursor, schema);
  return { value, id };
}
