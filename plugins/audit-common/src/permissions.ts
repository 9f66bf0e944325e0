import { createPermission } from '@backstage/plugin-permission-common';

/** Resource type of records in permission conditions. @public */
export const RESOURCE_TYPE_AUDIT_RECORD = 'audit-record';

const resourceType = RESOURCE_TYPE_AUDIT_RECORD;

/** See records. Conditions: own actions, own entities, actors of a group, plugins. @public */
export const auditRecordReadPermission = createPermission({
  name: 'audit.record.read',
  attributes: { action: 'read' },
  resourceType,
});

/** Take records out of the portal, of those that may be read. @public */
export const auditRecordExportPermission = createPermission({
  name: 'audit.record.export',
  attributes: { action: 'read' },
});

/** Keep records from being pruned, and let them go again. @public */
export const auditHoldManagePermission = createPermission({
  name: 'audit.hold.manage',
  attributes: { action: 'update' },
});

/** Have another key sign the log. @public */
export const auditSealManagePermission = createPermission({
  name: 'audit.seal.manage',
  attributes: { action: 'update' },
});

/** See which automations are used, how, and by whom. @public */
export const auditUsageReadPermission = createPermission({
  name: 'audit.usage.read',
  attributes: { action: 'read' },
});

/** All permissions of the plugin. @public */
export const auditPermissions = [
  auditRecordReadPermission,
  auditRecordExportPermission,
  auditHoldManagePermission,
  auditSealManagePermission,
  auditUsageReadPermission,
];
