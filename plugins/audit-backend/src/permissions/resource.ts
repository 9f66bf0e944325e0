import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_AUDIT_RECORD,
  type AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import type { OpenCondition } from '../reading/conditions';

/** What rules know of a record. @public */
export interface AuditRecordResource {
  record: AuditRecord;
  /** Refs of the owners of the entities that it touched. */
  owners: string[];
  /** Refs of the groups that its actors are in, nested. */
  groups: string[];
}

/** Names the resource in permission rules and policies; its reference is the record's place. @public */
export const auditRecordPermissionResourceRef = createPermissionResourceRef<
  AuditRecordResource,
  OpenCondition
>().with({ pluginId: 'audit', resourceType: RESOURCE_TYPE_AUDIT_RECORD });
