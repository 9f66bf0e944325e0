import {
  analyticsApiRef,
  configApiRef,
  createApiFactory,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { AuditAnalytics } from './AuditAnalytics';

/**
 * Analytics of a legacy app that go to the audit log. Beside others, use
 * {@link AuditAnalytics} with `MultipleAnalyticsApi` of `@backstage/core-app-api`.
 *
 * @example
 * ```ts
 * export const apis = [auditAnalyticsApiFactory];
 * ```
 *
 * @public
 */
export const auditAnalyticsApiFactory = createApiFactory({
  api: analyticsApiRef,
  deps: {
    configApi: configApiRef,
    discoveryApi: discoveryApiRef,
    fetchApi: fetchApiRef,
  },
  factory: options => AuditAnalytics.fromConfig(options),
});
