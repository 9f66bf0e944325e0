import {
  createApiFactory,
  createApiRef,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import {
  createAuditClient,
  type AuditClient,
  type AuditRouteId,
  type AuditRoutes,
} from '@daytwo/backstage-plugin-audit-common';
import type { CallInput, ResponseOf } from '@daytwo/rest-kit';

/**
 * What the pages ask the backend. `call` runs an operation of the route table,
 * `url` gives its address for links and downloads.
 *
 * @public
 */
export type AuditApi = Pick<AuditClient, 'call' | 'url'>;

/** Name of an operation. @public */
export type AuditOperation = AuditRouteId;

/** What an operation is asked with. @public */
export type AuditInput<Id extends AuditOperation> = CallInput<AuditRoutes[Id]>;

/** What an operation answers. @public */
export type AuditAnswer<Id extends AuditOperation> = ResponseOf<
  AuditRoutes[Id]
>;

/** Replace it to talk to another backend. @public */
export const auditApiRef = createApiRef<AuditApi>().with({
  id: 'plugin.audit.service',
  pluginId: 'audit',
});

/** The client of the audit backend, for both frontend systems. @internal */
export const auditApiFactory = createApiFactory({
  api: auditApiRef,
  deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
  factory: options => createAuditClient(options),
});
