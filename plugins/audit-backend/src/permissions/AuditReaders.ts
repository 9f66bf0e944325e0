import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PermissionCriteria,
} from '@backstage/plugin-permission-common';
import {
  createConditionTransformer,
  isAndCriteria,
  isNotCriteria,
  isOrCriteria,
} from '@backstage/plugin-permission-node';
import {
  auditRecordExportPermission,
  auditRecordReadPermission,
} from '@daytwo/backstage-plugin-audit-common';
import type { ConditionResolver } from '../reading/ConditionResolver';
import { all, type Condition, type OpenCondition } from '../reading/conditions';
import { auditRecordPermissionResourceRef } from './resource';

/** What a caller may see of the log. */
export interface AuditReader {
  credentials: BackstageCredentials;
  /** Holds for the records that may be seen. */
  condition: Condition;
  /** Not all may be seen. */
  restricted: boolean;
}

/** What {@link AuditReaders} works with. */
export interface AuditReadersOptions {
  permissions: PermissionsService;
  registry: Pick<PermissionsRegistryService, 'getPermissionRuleset'>;
  resolver: ConditionResolver;
}

function toCondition(
  criteria: PermissionCriteria<OpenCondition>,
): OpenCondition {
  if (isAndCriteria(criteria)) {
    return { kind: 'and', parts: criteria.allOf.map(toCondition) };
  }
  if (isOrCriteria(criteria)) {
    return { kind: 'or', parts: criteria.anyOf.map(toCondition) };
  }
  return isNotCriteria(criteria)
    ? { kind: 'not', part: toCondition(criteria.not) }
    : criteria;
}

/** Learns what callers may see. */
export class AuditReaders {
  readonly #options: AuditReadersOptions;

  private constructor(options: AuditReadersOptions) {
    this.#options = options;
  }

  static create(options: AuditReadersOptions): AuditReaders {
    return new AuditReaders(options);
  }

  /** @throws NotAllowedError where nothing at all may be seen */
  async readerFor(credentials: BackstageCredentials): Promise<AuditReader> {
    const [decision] = await this.#options.permissions.authorizeConditional(
      [{ permission: auditRecordReadPermission }],
      { credentials },
    );
    switch (decision.result) {
      case AuthorizeResult.ALLOW:
        return { credentials, condition: all, restricted: false };
      case AuthorizeResult.CONDITIONAL:
        return {
          credentials,
          condition: await this.#resolve(decision.conditions),
          restricted: true,
        };
      default:
        throw lacking(auditRecordReadPermission.name);
    }
  }

  /** Who exports sees what who reads does, and needs both. @throws NotAllowedError */
  async exporterFor(credentials: BackstageCredentials): Promise<AuditReader> {
    await this.demand(auditRecordExportPermission, credentials);
    return this.readerFor(credentials);
  }

  /** @throws NotAllowedError naming the permission */
  async demand(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw lacking(permission.name);
    }
  }

  #resolve(
    conditions: Parameters<ReturnType<typeof createConditionTransformer>>[0],
  ): Promise<Condition> {
    const { registry, resolver } = this.#options;
    const transform = createConditionTransformer(
      registry.getPermissionRuleset(auditRecordPermissionResourceRef),
    );
    return resolver.resolve(toCondition(transform(conditions)));
  }
}

const lacking = (name: string) =>
  new NotAllowedError(
    `This needs the permission ${name}, which you do not have`,
  );
