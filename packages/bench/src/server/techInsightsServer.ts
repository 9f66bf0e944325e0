import {
  createBackendModule,
  coreServices,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import techInsightsPlugin from '@backstage-community/plugin-tech-insights-backend';
import jsonRulesModule from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
import {
  techInsightsFactRetrieversExtensionPoint,
  type FactRetriever,
} from '@backstage-community/plugin-tech-insights-node';
import { createCatalog, createChecks, sources } from '../generator';
import {
  retrieverConfig,
  toJsonRule,
  toFactSchema,
} from '../peer/techInsights';
import { FactFeed } from './FactFeed';
import { ManualScheduler } from './ManualScheduler';
import type { Commands, ServerOptions } from './protocol';
import { databaseFactory, permissionsFactory } from './services';
import { Watch } from './Watch';

function retrievers(
  feed: FactFeed,
  options: ServerOptions,
): Record<string, FactRetriever> {
  const catalog = createCatalog(options);
  const names = Array.from({ length: options.components }, (_, index) =>
    catalog.componentRef(index).replace('component:default/', ''),
  );
  const all = sources.map(source => ({
    id: source.id,
    version: '1.0.0',
    title: source.title,
    schema: toFactSchema(source),
    entityFilter: [{ kind: 'component' }],
    handler: async () =>
      [...feed.of(source.id)].map(([index, facts]) => ({
        entity: {
          kind: 'component',
          namespace: 'default',
          name: names[index],
        },
        facts: facts as Record<string, string | number | boolean>,
      })),
  }));
  return Object.fromEntries(all.map(one => [one.id, one]));
}

/** Starts a backend with Tech Insights and its JSON rules engine. */
export async function startTechInsightsServer(
  options: ServerOptions,
): Promise<{ port: number; commands: Partial<Commands> }> {
  const { database, seed, checks = 20 } = options;
  const feed = FactFeed.create(options);
  const scheduler = ManualScheduler.create();
  const rules = createChecks({ seed, count: checks, factsOnly: true });
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({
        data: {
          backend: { database },
          techInsights: {
            factRetrievers: retrieverConfig(),
            factChecker: {
              checks: Object.fromEntries(
                rules.map(check => [check.id, toJsonRule(check)]),
              ),
            },
          },
        },
      }),
      mockServices.rootLogger.factory({ level: 'error' }),
      databaseFactory(() => {}),
      permissionsFactory([]),
      scheduler.factory(),
      techInsightsPlugin,
      jsonRulesModule,
      createBackendModule({
        pluginId: 'tech-insights',
        moduleId: 'bench-retrievers',
        register: env =>
          env.registerInit({
            deps: {
              facts: techInsightsFactRetrieversExtensionPoint,
              logger: coreServices.logger,
            },
            init: async ({ facts }) =>
              facts.addFactRetrievers(retrievers(feed, options)),
          }),
      }),
    ],
  });
  let watch: Watch | undefined;
  return {
    port: backend.server.port(),
    commands: {
      prepareFacts: async prepared => feed.prepare(prepared),
      collect: async () => {
        await Promise.all(sources.map(({ id }) => scheduler.triggerTask(id)));
      },
      startWatch: async () => {
        watch = Watch.start();
      },
      stopWatch: async () => {
        if (!watch) {
          throw new Error('Nothing was watched');
        }
        return watch.stop();
      },
    },
  };
}
