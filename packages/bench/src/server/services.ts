import {
  coreServices,
  createServiceFactory,
  type DatabaseService,
  type PermissionsService,
} from '@backstage/backend-plugin-api';
import { DatabaseManager } from '@backstage/backend-defaults/database';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { GeneratedCatalog } from '../generator';

/** Sees everything. */
export const UNRESTRICTED = 'user:default/unrestricted';
/** Sees what a few teams own. */
export const RESTRICTED = 'user:default/restricted';

/** Groups whose entities the restricted reader sees: a part of the catalog. */
export function restrictedTeams({ structure }: GeneratedCatalog): string[] {
  const { teamRefs } = structure;
  return teamRefs.slice(0, Math.min(10, Math.ceil(teamRefs.length / 3)));
}

/** Databases as a backend opens them; tells which the plugin got. */
export function databaseFactory(onKnex: (plugin: string, knex: Knex) => void) {
  return createServiceFactory({
    service: coreServices.database,
    deps: {
      config: coreServices.rootConfig,
      lifecycle: coreServices.lifecycle,
      logger: coreServices.logger,
      plugin: coreServices.pluginMetadata,
    },
    createRootContext: ({ config }) => DatabaseManager.fromConfig(config),
    factory: ({ lifecycle, logger, plugin }, manager): DatabaseService => {
      const id = plugin.getId();
      const service = manager.forPlugin(id, { lifecycle, logger });
      return {
        ...service,
        getClient: async () => {
          const knex = await service.getClient();
          onKnex(id, knex);
          return knex;
        },
      };
    },
  });
}

function ownedBy(claims: readonly string[]): PolicyDecision {
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: 'catalog-entity',
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      resourceType: 'catalog-entity',
      params: { claims: [...claims] },
    },
  };
}

/** A policy that lets one person see only what some groups own, and others all. */
export function permissionsFactory(teams: readonly string[]) {
  const permissions: PermissionsService = {
    authorize: async requests =>
      requests.map(() => ({ result: AuthorizeResult.ALLOW })),
    authorizeConditional: async (requests, options) => {
      const principal = options?.credentials.principal as {
        userEntityRef?: string;
      };
      const isRestricted = principal?.userEntityRef === RESTRICTED;
      return requests.map(({ permission }) =>
        isRestricted && permission.name === 'catalog.entity.read'
          ? ownedBy(teams)
          : { result: AuthorizeResult.ALLOW },
      );
    },
  };
  return createServiceFactory({
    service: coreServices.permissions,
    deps: {},
    factory: () => permissions,
  });
}

/** People who belong to the given groups. */
export function userInfoFactory(teams: readonly string[]) {
  return createServiceFactory({
    service: coreServices.userInfo,
    deps: {},
    factory: () => ({
      getUserInfo: async credentials => {
        const { userEntityRef } = credentials.principal as {
          userEntityRef: string;
        };
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...teams],
        };
      },
    }),
  });
}
