import {
  coreServices,
  createBackendModule,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
  type EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { setTimeout } from 'node:timers/promises';
import { databases, freshDatabase } from '../../__testUtils__/databases';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import {
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import {
  createCatalogWatcher,
  type CatalogWatch,
} from './createCatalogWatcher';

/** A provider whose entities tests set, and a processor that lets our kind in. */
function source() {
  let connection: EntityProviderConnection;
  const module = createBackendModule({
    pluginId: 'catalog',
    moduleId: 'source',
    register: env =>
      env.registerInit({
        deps: { processing: catalogProcessingExtensionPoint },
        async init({ processing }) {
          processing.addProcessor({
            getProcessorName: () => 'source',
            validateEntityKind: async ({ kind, spec }) => {
              if (spec?.owner === 'nobody') {
                throw new Error('somebody must own it');
              }
              return kind === 'Scorecard';
            },
          });
          processing.addEntityProvider({
            getProviderName: () => 'source',
            connect: async given => {
              connection = given;
            },
          });
        },
      }),
  });
  const set = (entities: Entity[]) =>
    connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'source' })),
    });
  return { module, set };
}

function scorecard(name: string, owner: string): Entity {
  const location = 'url:https://example.com/scorecards.yaml';
  return {
    apiVersion: 'daytwo.dev/v1alpha1',
    kind: 'Scorecard',
    metadata: {
      name,
      annotations: {
        'backstage.io/managed-by-location': location,
        'backstage.io/managed-by-origin-location': location,
      },
    },
    spec: { owner },
  };
}

it('records what changes in the catalog of Backstage', async () => {
  const knex = await freshDatabase(databases.eachSupportedId()[0][0]);
  const sink = new FakeSink();
  const { module, set } = source();
  let watch: CatalogWatch | undefined;
  const reader = createBackendPlugin({
    pluginId: 'audit',
    register: env =>
      env.registerInit({
        deps: {
          auth: coreServices.auth,
          catalog: catalogServiceRef,
          config: coreServices.rootConfig,
          events: eventsServiceRef,
          httpAuth: coreServices.httpAuth,
          logger: coreServices.logger,
        },
        async init(deps) {
          const capture = createAuditCapture(deps);
          sink.knex = knex;
          capture.writer.attach(sink);
          watch = createCatalogWatcher({ ...deps, capture, knex, page: 1 });
          await watch.refusals.start();
        },
      }),
  });
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      // One for all plugins, which the mock is not.
      eventsServiceFactory,
      module,
      reader,
      mockServices.rootConfig.factory({
        data: {
          catalog: { processingInterval: { seconds: 1 } },
          events: { useEventBus: 'never' },
        },
      }),
    ],
  });
  /** The catalog takes its time. */
  const lookUntil = async (count: number) => {
    while (sink.drafts.length < count) {
      await watch?.watcher.look();
      await setTimeout(50);
    }
  };

  await lookUntil(1);
  await set([scorecard('a', 'group:x'), scorecard('b', 'group:x')]);
  await lookUntil(3);
  await set([scorecard('b', 'group:y')]);
  await lookUntil(5);
  await set([scorecard('b', 'nobody'), scorecard('c', 'nobody')]);
  await lookUntil(7);
  await backend.stop();

  expect(sink.drafts[0]).toMatchObject({ action: 'baseline' });
  const [, ...rest] = sink.drafts
    .slice(0, 5)
    .map(({ action, entities, change }) => ({ action, entities, change }));
  const refused = {
    action: 'fail',
    actors: [
      { type: 'service', ref: 'url:https://example.com/scorecards.yaml' },
      { type: 'plugin', ref: 'plugin:catalog' },
    ],
    error: {
      name: 'ProcessingError',
      message: expect.stringContaining('somebody must own it'),
    },
  };
  const failures = sink.drafts.slice(5);
  expect(failures.map(({ entities }) => `${entities}`).sort()).toEqual([
    'scorecard:default/b',
    'scorecard:default/c',
  ]);
  expect(failures).toMatchObject([refused, refused]);
  expect(rest).toHaveLength(4);
  expect(rest).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        action: 'create',
        entities: ['scorecard:default/a'],
      }),
      expect.objectContaining({
        action: 'create',
        entities: ['scorecard:default/b'],
      }),
      {
        action: 'update',
        entities: ['scorecard:default/b'],
        change: {
          before: { spec: { owner: 'group:x' } },
          after: { spec: { owner: 'group:y' } },
        },
      },
      expect.objectContaining({
        action: 'delete',
        entities: ['scorecard:default/a'],
      }),
    ]),
  );
});
