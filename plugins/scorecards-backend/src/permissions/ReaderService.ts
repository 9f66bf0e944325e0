import type {
  BackstageCredentials,
  PermissionsRegistryService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import {
  scorecardReadPermission,
  verdictReadPermission,
} from '@daytwo/backstage-plugin-scorecards-common';
import type { ScorecardRow } from '../database/rows';
import type {
  EntityVisibility,
  EntityVisibilityResolver,
} from './entityVisibility';
import { toScorecardResource } from './registerPermissions';
import { scorecardPermissionResourceRef } from './scorecardRules';

/** What one caller may read. */
export interface Reader {
  credentials: BackstageCredentials;
  /** Whether any scorecard may be read at all. */
  mayReadScorecards: boolean;
  mayReadScorecard(row: ScorecardRow): boolean;
  mayReadVerdicts(row: ScorecardRow): boolean;
  entities: EntityVisibility;
}

/** What {@link ReaderService} works with. */
export interface ReaderServiceOptions {
  permissions: PermissionsService;
  registry: Pick<PermissionsRegistryService, 'getPermissionRuleset'>;
  visibility: EntityVisibilityResolver;
}

/** Learns in one call what a caller may read. */
export class ReaderService {
  readonly #options: ReaderServiceOptions;

  private constructor(options: ReaderServiceOptions) {
    this.#options = options;
  }

  static create(options: ReaderServiceOptions): ReaderService {
    return new ReaderService(options);
  }

  async readerFor(credentials: BackstageCredentials): Promise<Reader> {
    const { permissions, visibility } = this.#options;
    const [scorecards, verdicts, entities] =
      await permissions.authorizeConditional(
        [
          { permission: scorecardReadPermission },
          { permission: verdictReadPermission },
          { permission: catalogEntityReadPermission },
        ],
        { credentials },
      );
    return {
      credentials,
      mayReadScorecards: scorecards.result !== AuthorizeResult.DENY,
      mayReadScorecard: this.#test(scorecards),
      mayReadVerdicts: this.#test(verdicts),
      entities: await visibility.resolve(entities, credentials),
    };
  }

  /**
   * Entities that a caller may name. The catalog's policy is about people: a
   * service is held to the permissions of its token, which may be this plugin's
   * alone.
   */
  async entitiesFor(
    credentials: BackstageCredentials,
  ): Promise<EntityVisibility> {
    if (isService(credentials)) {
      return { kind: 'all' };
    }
    const { permissions, visibility } = this.#options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    return visibility.resolve(decision, credentials);
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
      throw new NotAllowedError(
        `This needs the permission ${permission.name}, which you do not have`,
      );
    }
  }

  #test(decision: PolicyDecision): (row: ScorecardRow) => boolean {
    const authorize = createConditionAuthorizer(
      this.#options.registry.getPermissionRuleset(
        scorecardPermissionResourceRef,
      ),
    );
    return row => authorize(decision, toScorecardResource(row));
  }
}

function isService({ principal }: BackstageCredentials): boolean {
  return (principal as { type?: string }).type === 'service';
}
