import type {
  AuditorService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import {
  auditHoldManagePermission,
  type AuditRoutes,
} from '@daytwo/backstage-plugin-audit-common';
import { audited, type OperationsOf } from '@daytwo/node-kit';
import type { AuditReaders } from '../permissions';
import type { HoldStore } from '../seal';

/** What {@link holdOperations} needs. */
export interface HoldOperationsOptions {
  readers: AuditReaders;
  holds: HoldStore;
  auditor: AuditorService;
}

type Ids = 'listHolds' | 'createHold' | 'releaseHold';

/** Legal holds: what retention must not prune. */
export function holdOperations({
  readers,
  holds,
  auditor,
}: HoldOperationsOptions): Pick<OperationsOf<AuditRoutes>, Ids> {
  const demand = (credentials: BackstageCredentials) =>
    readers.demand(auditHoldManagePermission, credentials);
  return {
    listHolds: async ({ query, credentials }) => {
      await demand(credentials);
      return { items: await holds.list(query) };
    },
    createHold: async ({ body, credentials, request }) =>
      audited(
        auditor,
        {
          eventId: 'hold',
          severityLevel: 'high',
          meta: {
            actionType: 'create',
            title: body.title,
            filter: JSON.parse(JSON.stringify(body.filter)),
          },
          request,
        },
        async () => {
          await demand(credentials);
          return holds.add({ ...body, createdBy: nameOf(credentials) });
        },
        ({ id }) => ({ id }),
      ),
    releaseHold: async ({ params: { id }, credentials, request }) =>
      audited(
        auditor,
        {
          eventId: 'hold',
          severityLevel: 'high',
          meta: { actionType: 'release', id },
          request,
        },
        async () => {
          await demand(credentials);
          return holds.release(id, nameOf(credentials));
        },
        ({ title }) => ({ title }),
      ),
  };
}

function nameOf({ principal }: BackstageCredentials): string {
  const known = principal as BackstageUserPrincipal | BackstageServicePrincipal;
  return known.type === 'user' ? known.userEntityRef : known.subject;
}
