import { configApiRef, createApiFactory } from '@backstage/core-plugin-api';
import type { AnyApiFactory } from '@backstage/core-plugin-api';
import {
  ScmAuth,
  ScmIntegrationsApi,
  scmIntegrationsApiRef,
} from '@backstage/integration-react';
import { auditAnalyticsApiFactory } from '@daytwo/backstage-plugin-audit';

export const apis: AnyApiFactory[] = [
  createApiFactory({
    api: scmIntegrationsApiRef,
    deps: { configApi: configApiRef },
    factory: ({ configApi }) => ScmIntegrationsApi.fromConfig(configApi),
  }),
  ScmAuth.createDefaultApiFactory(),
  auditAnalyticsApiFactory,
];
