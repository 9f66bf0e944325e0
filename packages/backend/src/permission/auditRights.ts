import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type Permission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  auditRecordConditions,
  createAuditRecordConditionalDecision,
} from '@daytwo/backstage-plugin-audit-backend';
import {
  auditPermissions,
  auditRecordReadPermission,
  RESOURCE_TYPE_AUDIT_RECORD,
} from '@daytwo/backstage-plugin-audit-common';
import type { Role } from './roles';

const { isOwnAction, concernsOwnedEntity, actorInGroup } =
  auditRecordConditions;

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Whether a permission is about the audit log. */
export function isAuditPermission(permission: Permission): boolean {
  return auditPermissions.some(known => isPermission(permission, known));
}

/**
 * Who sees what of the log: auditors all of it, a lead what the team does and what
 * happens to what it owns, a developer what they do and what happens to what they
 * own, a contractor what they do.
 */
export function decideAudit(
  permission: Permission,
  role: Role,
  claims: string[],
): PolicyDecision {
  if (role === 'platform' || role === 'auditor') {
    return ALLOW;
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_AUDIT_RECORD)) {
    return ownRecords(role, claims);
  }
  const reads = permission.attributes.action === 'read';
  return role === 'lead' && reads ? ALLOW : DENY;
}

function ownRecords(
  role: Exclude<Role, 'platform' | 'auditor'>,
  claims: string[],
): PolicyDecision {
  const people = claims.filter(ref => ref.startsWith('user:'));
  const groups = claims.filter(ref => ref.startsWith('group:'));
  const own = isOwnAction({ claims: people });
  const owned = concernsOwnedEntity({ claims });
  const conditions = {
    contractor: [own],
    developer: [own, owned],
    lead: [own, owned, actorInGroup({ groups })],
  }[role];
  return createAuditRecordConditionalDecision(auditRecordReadPermission, {
    anyOf: conditions as [typeof own, ...Array<typeof own>],
  });
}
