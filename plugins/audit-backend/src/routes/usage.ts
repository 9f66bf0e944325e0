import {
  auditUsageReadPermission,
  type AuditRoutes,
} from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';
import type { AuditReaders } from '../permissions';
import type { ReadingNotes } from './ReadingNotes';
import type { UsageReader } from '../usage/UsageReader';

/** Use of automations. */
export function usageOperations(
  readers: AuditReaders,
  usage: UsageReader,
  notes: ReadingNotes,
): Pick<OperationsOf<AuditRoutes>, 'getUsage'> {
  return {
    getUsage: async input =>
      notes.noted(input, 'usage', { ...input.query }, async () => {
        await readers.demand(auditUsageReadPermission, input.credentials);
        return usage.read(input.query);
      }),
  };
}
