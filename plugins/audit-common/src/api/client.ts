import { ApiClient, type ApiClientOptions } from '@daytwo/rest-kit';
import { auditRoutes, type AuditRoutes } from './routes';

/** Typed client of the REST API, for browsers and backends. @public */
export type AuditClient = ApiClient<AuditRoutes>;

/**
 * Makes a client.
 *
 * @example
 * ```ts
 * const client = createAuditClient({ discoveryApi, fetchApi });
 * const { items } = await client.call('listRecords', { query: { outcome: 'denied' } });
 * ```
 *
 * @public
 */
export function createAuditClient(options: ApiClientOptions): AuditClient {
  return ApiClient.create('audit', auditRoutes, options);
}
