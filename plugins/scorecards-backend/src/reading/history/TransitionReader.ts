import {
  unpackStates,
  type MovementResponse,
  type RouteQuery,
  type TransitionCause,
  type TransitionListResponse,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { Knex } from 'knex';
import { z } from 'zod';
import { toJson, type TransitionRow } from '../../database/rows';
import {
  and,
  raw,
  sql,
  type EntityVisibility,
  type SqlFragment,
} from '../../permissions/entityVisibility';
import { decodeCursor, encodeCursor } from '../entities/cursor';
import { parseRef } from '../entityRef';
import { toIso } from '../instants';
import { isPartial, isVisibleId, query } from '../query';
import type { ReadableScorecard } from '../ScorecardAccess';

type HistoryRow = TransitionRow & { ref: string };

interface MovementRow {
  cause: string;
  improved: number | string;
  worsened: number | string;
  changes: number | string;
  entities: number | string;
}

const cursorSchema = z.object({ at: z.number(), id: z.string() });
const DAY_MS = 86_400_000;

function stateOf(code: string | null) {
  return code === null ? undefined : unpackStates(code)[0];
}

function toTransition(
  row: HistoryRow,
  scorecardRef: string,
): TransitionListResponse['items'][number] {
  const from = stateOf(row.from_state);
  const to = stateOf(row.to_state);
  return {
    id: String(row.id),
    at: toIso(row.at),
    scorecardRef,
    entityRef: row.ref,
    ...(row.check_id !== null && { checkId: row.check_id }),
    ...(from && { from }),
    ...(to && { to }),
    cause: row.cause as TransitionCause,
    version: row.version,
    ...(row.evidence !== null && { evidence: toJson(row.evidence) }),
  };
}

/** Entities that are gone can be named only to those who may see everything. */
function mayKnow(visibility: EntityVisibility): SqlFragment {
  return isVisibleId(raw('t.entity_id'), visibility);
}

/** History of verdicts. */
export class TransitionReader {
  readonly #knex: Knex;
  readonly #now: () => number;

  private constructor(knex: Knex, now: () => number) {
    this.#knex = knex;
    this.#now = now;
  }

  static create(knex: Knex, now: () => number): TransitionReader {
    return new TransitionReader(knex, now);
  }

  async list(
    { reader, scorecard }: ReadableScorecard,
    request: RouteQuery<'listTransitions'>,
  ): Promise<TransitionListResponse> {
    const { limit } = request;
    const rows = await query<HistoryRow>(
      this.#knex,
      sql`SELECT t.*, COALESCE(e.ref, f.ref, '') AS ref FROM transitions t
        LEFT JOIN entities e ON e.id = t.entity_id
        LEFT JOIN former_entities f ON f.id = t.entity_id
        WHERE ${and([
          sql`t.scorecard_id = ${scorecard.row.id}`,
          mayKnow(reader.entities),
          ...narrow(request),
        ])}
        ORDER BY t.at DESC, t.id DESC LIMIT ${limit + 1}`,
    );
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(row => toTransition(row, scorecard.row.ref)),
      ...(rows.length > limit &&
        last && {
          nextCursor: encodeCursor({
            at: Number(last.at),
            id: String(last.id),
          }),
        }),
    };
  }

  async movement(
    { reader, scorecard }: ReadableScorecard,
    days: number,
  ): Promise<MovementResponse> {
    const to = this.#now();
    const from = to - days * DAY_MS;
    const rows = await query<MovementRow>(
      this.#knex,
      sql`SELECT t.cause, count(*) AS changes,
          sum(CASE WHEN t.to_state = 'P' AND t.from_state IN ('F', 'U') THEN 1 ELSE 0 END) AS improved,
          sum(CASE WHEN t.from_state = 'P' AND t.to_state IN ('F', 'U') THEN 1 ELSE 0 END) AS worsened,
          count(DISTINCT t.entity_id) AS entities
        FROM transitions t WHERE ${and([
          sql`t.scorecard_id = ${scorecard.row.id}`,
          sql`t.at > ${from}`,
          mayKnow(reader.entities),
        ])}
        GROUP BY t.cause ORDER BY t.cause`,
    );
    return {
      from: toIso(from),
      to: toIso(to),
      causes: rows.map(toMovement),
      partial: isPartial(reader.entities),
    };
  }
}

function toMovement(row: MovementRow): MovementResponse['causes'][number] {
  const improved = Number(row.improved);
  const worsened = Number(row.worsened);
  return {
    cause: row.cause as TransitionCause,
    improved,
    worsened,
    other: Number(row.changes) - improved - worsened,
    entities: Number(row.entities),
  };
}

function narrow(request: RouteQuery<'listTransitions'>): SqlFragment[] {
  const { entityRef, checkId, cause, cursor } = request;
  const conditions: SqlFragment[] = [];
  if (entityRef !== undefined) {
    const ref = parseRef('query.entityRef', entityRef);
    conditions.push(sql`t.entity_id IN (SELECT x.id FROM entities x WHERE x.ref = ${ref}
      UNION ALL SELECT x.id FROM former_entities x WHERE x.ref = ${ref})`);
  }
  if (checkId !== undefined) {
    conditions.push(sql`t.check_id = ${checkId}`);
  }
  if (cause !== undefined) {
    conditions.push(sql`t.cause = ${cause}`);
  }
  if (cursor !== undefined) {
    const { at, id } = decodeCursor(cursor, cursorSchema);
    conditions.push(
      sql`(t.at < ${at} OR (t.at = ${at} AND t.id < ${Number(id)}))`,
    );
  }
  return conditions;
}
