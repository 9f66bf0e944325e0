import type { AuditorService } from '@backstage/backend-plugin-api';
import {
  auditSealManagePermission,
  type AuditRoutes,
} from '@daytwo/backstage-plugin-audit-common';
import { audited, type OperationsOf } from '@daytwo/node-kit';
import type { AuditReaders } from '../permissions';
import { keyInfo } from '../seal/keys/keyInfo';
import type { KeyStore } from '../seal/keys/KeyStore';

/** What {@link keyOperations} needs. */
export interface KeyOperationsOptions {
  readers: Pick<AuditReaders, 'demand'>;
  keys: KeyStore;
  auditor: AuditorService;
}

/** Keys of the seal: who asked for another one is recorded, as is the change itself. */
export function keyOperations({
  readers,
  keys,
  auditor,
}: KeyOperationsOptions): Pick<OperationsOf<AuditRoutes>, 'rotateKey'> {
  return {
    rotateKey: async ({ credentials, request }) =>
      audited(
        auditor,
        {
          eventId: 'key',
          severityLevel: 'high',
          meta: { actionType: 'rotate' },
          request,
        },
        async () => {
          await readers.demand(auditSealManagePermission, credentials);
          return keyInfo(await keys.rotate(), false);
        },
        ({ id }) => ({ key: id }),
      ),
  };
}
