import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templatesModule from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { setTimeout } from 'node:timers/promises';
import catalogModuleDaytwo from '../index';
import { acmeModule } from './acmeModule';
import type { JsonObject } from './scorecard';

/** What a test sees of a real catalog that reads files. */
export interface StartedCatalog {
  /** Waits until the entity is there and `isReady`. */
  until(ref: string, isReady?: (entity: Entity) => boolean): Promise<Entity>;
  /** Waits until the catalog reports an error about the entity or location. */
  untilRefused(ref: string): Promise<string>;
  /** All errors so far. */
  refusals(): Array<{ entity: string; message: string }>;
  get(ref: string): Promise<Entity | undefined>;
  refs(filter?: Record<string, string>): Promise<string[]>;
  refresh(ref: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real catalog with our module, another vendor's, and `files`. */
export async function startCatalog(options: {
  files: string[];
  daytwo?: JsonObject;
}): Promise<StartedCatalog> {
  const events = mockServices.events.mock();
  const { client, plugin } = clientPlugin();
  const backend = await startTestBackend({
    features: [
      plugin,
      events.factory,
      catalogPlugin,
      catalogModuleDaytwo,
      templatesModule,
      acmeModule,
      mockServices.rootConfig.factory({ data: configOf(options) }),
    ],
  });
  const { catalog, auth } = await client;
  const asService = { credentials: await auth.getOwnServiceCredentials() };
  const refusals = () =>
    events.publish.mock.calls
      .map(([{ eventPayload }]) => eventPayload as CatalogErrors)
      .map(({ entity, errors }) => ({
        entity,
        message: errors.map(messageOf).join('\n'),
      }));
  const get = (ref: string) => catalog.getEntityByRef(ref, asService);

  return {
    get,
    until: (ref, isReady = () => true) =>
      poll(`${ref} is ready`, async () => {
        const entity = await get(ref);
        return entity && isReady(entity) ? entity : undefined;
      }),
    untilRefused: ref =>
      poll(`${ref} is refused`, async () =>
        refusals()
          .filter(refusal => refusal.entity === ref)
          .map(refusal => refusal.message)
          .at(-1),
      ),
    refusals,
    refs: async filter => {
      const { items } = await catalog.getEntities({ filter }, asService);
      return items.map(stringifyEntityRef).sort();
    },
    refresh: ref => catalog.refreshEntity(ref, asService),
    stop: () => backend.stop(),
  };
}

interface CatalogErrors {
  entity: string;
  errors: Error[];
}

function messageOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error
    ? `${error.message}: ${messageOf(cause)}`
    : error.message;
}

function configOf({ files, daytwo }: { files: string[]; daytwo?: JsonObject }) {
  return {
    ...(daytwo && { daytwo }),
    catalog: {
      rules: [
        {
          allow: [
            'API',
            'Component',
            'Domain',
            'Group',
            'Location',
            'Resource',
            'Scorecard',
            'System',
            'Template',
            'User',
          ],
        },
      ],
      locations: files.map(target => ({ type: 'file', target })),
    },
  };
}

interface Client {
  catalog: typeof catalogServiceRef.T;
  auth: typeof coreServices.auth.T;
}

/** A plugin that hands out the catalog's client. */
function clientPlugin() {
  let resolve: (client: Client) => void;
  const client = new Promise<Client>(r => {
    resolve = r;
  });
  const plugin = createBackendPlugin({
    pluginId: 'test',
    register(reg) {
      reg.registerInit({
        deps: { catalog: catalogServiceRef, auth: coreServices.auth },
        init: async deps => resolve(deps),
      });
    },
  });
  return { client, plugin };
}

async function poll<T>(
  what: string,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const result = await attempt();
    if (result !== undefined) return result;
    await setTimeout(100);
  }
  throw new Error(`Waited 30 seconds in vain until ${what}`);
}
