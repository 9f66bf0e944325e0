import type { ApiInfo } from '@daytwo/rest-kit';

/** What the REST API is. */
export const auditApi: ApiInfo = {
  pluginId: 'audit',
  description: 'Who did what in the portal, provably.',
};
