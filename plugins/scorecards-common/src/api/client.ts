import {
  ApiClient,
  type ApiClientOptions,
  type CallInput as RouteCallInput,
  type CallOptions,
} from '@daytwo/rest-kit';
import {
  scorecardsApi,
  scorecardsRoutes,
  type RouteId,
  type ScorecardsRoutes,
} from './routes';

export type { CallOptions };

/** Arguments of one operation. @public */
export type CallInput<Id extends RouteId> = RouteCallInput<
  ScorecardsRoutes[Id]
>;

/** What {@link ScorecardsClient} is made of. @public */
export type ScorecardsClientOptions = ApiClientOptions;

/** Typed client of the REST API, for browsers and backends. @public */
export type ScorecardsClient = ApiClient<ScorecardsRoutes>;

/**
 * Makes clients.
 *
 * @example
 * ```ts
 * const client = ScorecardsClient.create({ discoveryApi, fetchApi });
 * const { items } = await client.call('listScorecards', {});
 * ```
 *
 * @public
 */
// A type and the value that makes it, as a class would be.
// eslint-disable-next-line @typescript-eslint/no-redeclare
export const ScorecardsClient = {
  create(options: ScorecardsClientOptions): ScorecardsClient {
    return ApiClient.create(scorecardsApi.pluginId, scorecardsRoutes, options);
  },
};
