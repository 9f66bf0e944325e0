import {
  auditUsageReadPermission,
  type AuditRoutes,
} from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';
import type { AuditReaders } from '../permissions';
import type { UsageReader } from '../usage/UsageReader';

/** Use of automations. */
export function usageOperations(
  readers: AuditReaders,
  usage: UsageReader,
): Pick<OperationsOf<AuditRoutes>, 'getUsage'> {
  return {
    getUsage: async ({ query, credentials }) => {
      await readers.demand(auditUsageReadPermission, credentials);
      return usage.read(query);
    },
  };
}
