import {
  param,
  type ApiInfo,
  type ApiRoute,
  type BodyOf,
  type ParamsOf,
  type QueryInputOf,
  type QueryOf,
  type ResponseOf,
  type RouteTable,
} from '@daytwo/rest-kit';
import { z } from 'zod';
import * as s from './schemas';

export type { ApiRoute };

const { none, text, list, cursor, limit } = param;

const scorecardParams = z.object({ namespace: text, name: text });
const entityParams = z.object({ entityRef: text });

/** Narrows a scorecard's entities; all conditions must hold, values within one are alternatives. */
const entityFilter = {
  group: list.optional(),
  system: list.optional(),
  domain: list.optional(),
  type: list.optional(),
  lifecycle: list.optional(),
  tag: list.optional(),
  /** Level names; `none` for no level. */
  level: list.optional(),
  /** Checks and states, such as `has-owner:fail`. */
  check: list.optional(),
  /** Part of the name or title. */
  q: z.string().max(200).optional(),
};

const sort = z
  .enum([
    'name',
    '-name',
    'score',
    '-score',
    'level',
    '-level',
    'coverage',
    '-coverage',
  ])
  .default('score');

/** What the REST API is. @public */
export const scorecardsApi: ApiInfo = {
  pluginId: 'scorecards',
  description: 'Standards as checks on catalog entities.',
};

/**
 * The REST API of scorecards, `/api/scorecards/v1`.
 *
 * @public
 */
export const scorecardsRoutes = {
  listScorecards: {
    method: 'get',
    path: '/scorecards',
    summary: 'All scorecards with their numbers',
    params: none,
    query: none,
    response: s.scorecardListSchema,
  },
  getScorecard: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}',
    summary: 'One scorecard: what it demands, its state, its numbers',
    params: scorecardParams,
    query: none,
    response: s.scorecardSchema,
  },
  listVersions: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/versions',
    summary: 'Every version that ever ran, newest first',
    params: scorecardParams,
    query: none,
    response: s.versionListSchema,
  },
  getCheckCounts: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/checks',
    summary: 'Verdicts by check',
    params: scorecardParams,
    query: z.object(entityFilter),
    response: s.checkCountsSchema,
  },
  getRollup: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/rollup',
    summary:
      'The scorecard summed by group, system, domain, type, lifecycle or tag',
    params: scorecardParams,
    query: z.object({
      by: s.rollupDimensionSchema,
      since: z.iso.date().optional(),
    }),
    response: s.rollupSchema,
  },
  listEntities: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/entities',
    summary: 'Entities and their verdicts, by page',
    params: scorecardParams,
    query: z.object({
      ...entityFilter,
      sort,
      limit: limit(500, 100),
      cursor: cursor.optional(),
    }),
    response: s.entityRowsSchema,
  },
  exportEntities: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/entities.csv',
    summary: 'Entities and their verdicts as CSV, all pages',
    params: scorecardParams,
    query: z.object({ ...entityFilter, sort }),
    response: z.string(),
    produces: 'text/csv',
  },
  getTrend: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/trend',
    summary:
      'Numbers by day, oldest first; of the whole or of one value of a dimension',
    params: scorecardParams,
    query: z.object({
      days: limit(730, 90),
      by: s.rollupDimensionSchema.optional(),
      value: text.optional(),
    }),
    response: s.trendSchema,
  },
  getMovement: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/movement',
    summary: 'Why the numbers moved between two instants',
    params: scorecardParams,
    query: z.object({ days: limit(365, 30) }),
    response: s.movementSchema,
  },
  listTransitions: {
    method: 'get',
    path: '/scorecards/{namespace}/{name}/transitions',
    summary: 'Changes of verdicts, newest first',
    params: scorecardParams,
    query: z.object({
      entityRef: text.optional(),
      checkId: text.optional(),
      cause: s.transitionCauseSchema.optional(),
      limit: limit(500, 100),
      cursor: cursor.optional(),
    }),
    response: s.transitionListSchema,
  },
  getEntityScorecards: {
    method: 'get',
    path: '/entities/{entityRef}/scorecards',
    summary: 'How one entity stands on each of its scorecards',
    params: entityParams,
    query: none,
    response: s.entityScorecardsSchema,
  },
  getEntityFacts: {
    method: 'get',
    path: '/entities/{entityRef}/facts',
    summary: 'What is known about one entity, from where, how fresh',
    params: entityParams,
    query: none,
    response: s.entityFactsSchema,
  },
  refreshEntity: {
    method: 'post',
    path: '/entities/{entityRef}/refresh',
    summary: 'Collect the facts of one entity now; limited in rate',
    params: entityParams,
    query: none,
    response: s.refreshResultSchema,
  },
  pushFact: {
    method: 'put',
    path: '/facts/{source}/{entityRef}',
    summary: 'Report a fact about one entity',
    params: z.object({ source: text, entityRef: text }),
    query: z.object({ observedAt: text.optional() }),
    body: z.record(z.string(), z.unknown()),
    response: s.factPushResultSchema,
  },
  pushFacts: {
    method: 'post',
    path: '/facts/{source}',
    summary:
      'Report facts about many entities; each is taken or refused by itself',
    params: z.object({ source: text }),
    query: none,
    body: s.bulkPushSchema,
    response: s.bulkPushResultSchema,
  },
  listSources: {
    method: 'get',
    path: '/sources',
    summary: 'Sources of facts and their health',
    params: none,
    query: none,
    response: s.sourceListSchema,
  },
  getHome: {
    method: 'get',
    path: '/home',
    summary: "The reader's own entities: how they stand and what to mend first",
    params: none,
    query: none,
    response: s.homeSchema,
  },
} as const satisfies RouteTable;

/** The route table's type. @public */
export type ScorecardsRoutes = typeof scorecardsRoutes;
/** Name of an operation. @public */
export type RouteId = keyof ScorecardsRoutes;
/** Parsed parameters of the path. @public */
export type RouteParams<Id extends RouteId> = ParamsOf<ScorecardsRoutes[Id]>;
/** Parsed query. @public */
export type RouteQuery<Id extends RouteId> = QueryOf<ScorecardsRoutes[Id]>;
/** Query as a caller gives it: what has a default may be left out. @public */
export type RouteQueryInput<Id extends RouteId> = QueryInputOf<
  ScorecardsRoutes[Id]
>;
/** Body. @public */
export type RouteBody<Id extends RouteId> = BodyOf<ScorecardsRoutes[Id]>;
/** Answer. @public */
export type RouteResponse<Id extends RouteId> = ResponseOf<
  ScorecardsRoutes[Id]
>;
