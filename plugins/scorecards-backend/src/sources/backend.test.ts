import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  type SchedulerService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { scorecardsRoutes } from '@daytwo/backstage-plugin-scorecards-common';
import {
  createFactSource,
  scorecardsFactsExtensionPoint,
} from '@daytwo/backstage-plugin-scorecards-node';
import request from 'supertest';
import { setTimeout as pause } from 'timers/promises';
import { z } from 'zod';
import { component, scorecardEntity } from '../__testUtils__/scorecard';
import scorecardsPlugin from '../index';
import { FakeServer, status, tagged } from './__testUtils__/FakeServer';

const billing = 'component:default/billing';

const silent = [
  createServiceFactory({
    service: notificationService,
    deps: {},
    factory: () => ({ send: async () => {} }),
  }),
  createServiceFactory({
    service: signalsServiceRef,
    deps: {},
    factory: () => ({ publish: async () => {} }),
  }),
];

/** A source as a company would write it, for a tool at an address. */
function toolModule(
  address: () => string,
  take: (scheduler: SchedulerService) => void,
) {
  const source = createFactSource({
    id: 'tool',
    title: 'Tool',
    schema: z.object({ line: z.number().describe('Line coverage') }),
    appliesTo: { kind: 'component' },
    schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
    freshness: { days: 1 },
    rateLimit: { requests: 100, per: { minutes: 1 } },
    async *collect(entities, { fetch }) {
      for (const entity of entities) {
        const entityRef = stringifyEntityRef(entity);
        try {
          const answer = await fetch(`${address()}/${entity.metadata.name}`);
          yield answer.notModified
            ? [{ entityRef, unchanged: true }]
            : [{ entityRef, fact: JSON.parse(answer.body) }];
        } catch (error) {
          yield [{ entityRef, error: error as Error }];
        }
      }
    },
  });
  return createBackendModule({
    pluginId: 'scorecards',
    moduleId: 'tool',
    register(reg) {
      reg.registerInit({
        deps: {
          facts: scorecardsFactsExtensionPoint,
          scheduler: coreServices.scheduler,
        },
        async init({ facts, scheduler }) {
          take(scheduler);
          facts.addSource(source);
        },
      });
    },
  });
}

describe('a source in a backend', () => {
  let backend: TestBackend;
  let server: FakeServer;
  let scheduler: SchedulerService;

  beforeAll(async () => {
    server = await FakeServer.start();
    server.always(tagged({ line: 70 }, '"1"'));
    const standard = scorecardEntity([
      [{ id: 'covered', rule: 'facts.tool.line >= 80' }],
    ]);
    backend = await startTestBackend({
      features: [
        scorecardsPlugin,
        toolModule(
          () => server.url,
          given => {
            scheduler = given;
          },
        ),
        catalogServiceMock.factory({
          entities: [component('billing'), standard],
        }),
        actionsRegistryServiceFactory,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        ...silent,
      ],
    });
  });

  afterAll(async () => {
    await backend?.stop();
    await server.stop();
  });

  const api = () => request(backend.server);
  const base = '/api/scorecards/v1';

  async function refresh() {
    const { body } = await api().post(`${base}/entities/${billing}/refresh`);
    return scorecardsRoutes.refreshEntity.response.parse(body).sources;
  }

  async function verdict() {
    const { body } = await api().get(`${base}/entities/${billing}/scorecards`);
    const { items } = scorecardsRoutes.getEntityScorecards.response.parse(body);
    return items[0];
  }

  async function eventually<T>(
    read: () => Promise<T>,
    isDone: (answer: T) => boolean,
  ): Promise<T> {
    for (;;) {
      const answer = await read();
      if (isDone(answer)) return answer;
      await pause(20);
    }
  }

  it('is asked about what is in the catalog, and rules read what it says', async () => {
    // Its first run may be over before the catalog was looked at.
    await eventually(verdict, item => item !== undefined);
    await scheduler.triggerTask('scorecards-source-tool');
    const { verdicts } = await eventually(
      verdict,
      item => item?.verdicts[0].state === 'fail',
    );
    expect(verdicts[0].evidence).toMatchObject([
      { text: 'facts.tool.line', source: 'tool', value: 70 },
    ]);

    server.always(tagged({ line: 91 }, '"2"'));
    expect(await refresh()).toContainEqual({
      source: 'tool',
      outcome: 'changed',
    });
    const after = await eventually(
      verdict,
      item => item?.verdicts[0].state === 'pass',
    );
    expect(after.verdicts[0].evidence[0].value).toBe(91);
  });

  it('is not asked again at once, however often people press refresh', async () => {
    server.always(status(404));
    const asked = server.requests.length;
    const { status: code } = await api().post(
      `${base}/entities/${billing}/refresh`,
    );

    expect(code).toBe(429);
    expect(server.requests).toHaveLength(asked);
    expect((await verdict()).verdicts[0].state).toBe('pass');
  });

  it('shows on the page of sources with its types, schedule and budget', async () => {
    const { body } = await api().get(`${base}/sources`);
    const { items } = scorecardsRoutes.listSources.response.parse(body);

    expect(items.map(({ id }) => id)).toEqual(['catalog', 'tool']);
    expect(items[1]).toMatchObject({
      mode: 'pull',
      schedule: 'every hour',
      state: 'healthy',
      entities: 1,
      budget: { limit: 100 },
      schema: { properties: { line: { description: 'Line coverage' } } },
    });
  });
});
