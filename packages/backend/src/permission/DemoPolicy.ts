import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  isReadPermission,
  isResourcePermission,
} from '@backstage/plugin-permission-common';
import type {
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import { decideAudit, isAuditPermission } from './auditRights';
import { ownCatalogChanges, sharedCatalogKinds, workOf } from './rights';
import type { Role, RoleOf } from './roles';

const ALLOW: PolicyDecision = { result: AuthorizeResult.ALLOW };
const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** Who may do what in the demo: read it as an example, not as a recommendation. */
export class DemoPolicy implements PermissionPolicy {
  readonly #userInfo: Pick<UserInfoService, 'getUserInfo'>;
  readonly #roleOf: RoleOf;

  constructor(options: {
    userInfo: Pick<UserInfoService, 'getUserInfo'>;
    roleOf: RoleOf;
  }) {
    this.#userInfo = options.userInfo;
    this.#roleOf = options.roleOf;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return DENY;
    }
    const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
      user.credentials,
    );
    const role = this.#roleOf(ownershipEntityRefs);
    return decide(permission, role, ownershipEntityRefs);
  }
}

function decide(
  permission: Permission,
  role: Role,
  claims: string[],
): PolicyDecision {
  if (isAuditPermission(permission)) {
    return decideAudit(permission, role, claims);
  }
  if (role === 'platform') {
    return ALLOW;
  }
  if (isReadPermission(permission)) {
    return role === 'contractor' ? ownOnly(permission, claims) : ALLOW;
  }
  if (isOneOf(ownCatalogChanges[role], permission)) {
    return ownOnly(permission, claims);
  }
  return isOneOf(workOf[role], permission) ? ALLOW : DENY;
}

const isOneOf = (names: readonly string[], { name }: Permission) =>
  names.includes(name);

/** Only what one owns (and, to read names, people and groups); what is no catalog entity is not restricted. */
function ownOnly(permission: Permission, claims: string[]): PolicyDecision {
  if (!isResourcePermission(permission, RESOURCE_TYPE_CATALOG_ENTITY)) {
    return ALLOW;
  }
  const owned = catalogConditions.isEntityOwner({ claims });
  const shared = catalogConditions.isEntityKind({ kinds: sharedCatalogKinds });
  return createCatalogConditionalDecision(
    permission,
    isReadPermission(permission) ? { anyOf: [owned, shared] } : owned,
  );
}
