import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';
import { addExplainRecord } from './explainRecord';
import { addSearchRecords } from './searchRecords';
import { addVerifyLog } from './verifyLog';

/**
 * Offers the questions that people ask of the log to MCP clients, templates and
 * the command line. Actions run with the rights of the caller.
 */
export function registerActions(
  registry: ActionsRegistryService,
  operations: OperationsOf<AuditRoutes>,
): void {
  addSearchRecords(registry, operations);
  addExplainRecord(registry, operations);
  addVerifyLog(registry, operations);
}
