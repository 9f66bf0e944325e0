import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { ReaderService, scorecardPermissionRules } from '../../permissions';
import {
  CatalogIdSets,
  EntityVisibilityResolver,
} from '../../permissions/entityVisibility';

/** Decisions by name of the permission; all else is allowed. */
export type Decisions = Record<string, PolicyDecision>;

export const DENY: PolicyDecision = { result: AuthorizeResult.DENY };

/** A decision that holds under conditions. */
export function conditional(
  pluginId: string,
  resourceType: string,
  conditions: PermissionCriteria<PermissionCondition>,
): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId,
    resourceType,
    conditions,
  };
}

/** The reader may see what these own in the catalog. */
export function onlyOwnedBy(...claims: string[]): Decisions {
  return {
    'catalog.entity.read': conditional('catalog', 'catalog-entity', {
      rule: 'IS_ENTITY_OWNER',
      resourceType: 'catalog-entity',
      params: { claims },
    }),
  };
}

/** Permissions that answer from a table. */
export function fakePermissions(decisions: Decisions): PermissionsService {
  const decide = (name: string) =>
    decisions[name] ?? { result: AuthorizeResult.ALLOW };
  return mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => {
        const { result } = decide(permission.name);
        return {
          result:
            result === AuthorizeResult.CONDITIONAL
              ? AuthorizeResult.DENY
              : result,
        };
      }),
    authorizeConditional: async requests =>
      requests.map(({ permission }) => decide(permission.name)),
  });
}

/** A reader service over such permissions. */
export function fakeReaders(
  knex: Knex,
  permissions: PermissionsService,
): ReaderService {
  const rules = Object.values(scorecardPermissionRules);
  return ReaderService.create({
    permissions,
    registry: {
      getPermissionRuleset: () => ({
        getRuleByName: (name: string) => {
          const rule = rules.find(r => r.name === name);
          if (!rule) {
            throw new Error(`no rule ${name}`);
          }
          return rule as never;
        },
      }),
    },
    visibility: EntityVisibilityResolver.create({
      knex,
      idSets: CatalogIdSets.create({
        knex,
        catalog: { queryEntities: jest.fn() },
        now: () => 0,
      }),
    }),
  });
}

export const credentials = mockCredentials.user('user:default/ann');
