import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { scorecardsRoutes } from '@daytwo/backstage-plugin-scorecards-common';
import request from 'supertest';
import { scorecardEntity } from './__testUtils__/scorecard';
import { company, readinessLevels } from './reading/__testUtils__/world';
import scorecardsPlugin from './index';

const config = {
  backend: { actions: { pluginSources: ['scorecards'] } },
  scorecards: {
    push: {
      sources: [
        {
          id: 'coverage',
          title: 'Coverage',
          schema: {
            type: 'object',
            properties: { line: { type: 'number' } },
            required: ['line'],
          },
        },
      ],
    },
  },
};

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

describe('the plugin in a backend', () => {
  let backend: TestBackend;

  beforeAll(async () => {
    const entities = [...company, scorecardEntity(readinessLevels)];
    backend = await startTestBackend({
      features: [
        scorecardsPlugin,
        catalogServiceMock.factory({ entities }),
        actionsRegistryServiceFactory,
        mockServices.rootConfig.factory({ data: config }),
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        ...silent,
      ],
    });
  });

  afterAll(() => backend?.stop());

  const api = () => request(backend.server);
  const base = '/api/scorecards';
  const cart = 'component:default/cart';

  /** What the API says once the engine has done its work. */
  async function eventually<T>(
    read: () => Promise<T>,
    isDone: (answer: T) => boolean,
  ): Promise<T> {
    for (;;) {
      const answer = await read();
      if (isDone(answer)) {
        return answer;
      }
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  async function cartScorecards() {
    const { body } = await api().get(`${base}/v1/entities/${cart}/scorecards`);
    return scorecardsRoutes.getEntityScorecards.response.parse(body);
  }

  it('reads the catalog, takes a report, and tells the new verdict', async () => {
    const before = await eventually(
      cartScorecards,
      ({ items }) => items.length > 0,
    );
    expect(before.items[0].verdicts[1].state).toBe('unknown');
    const pushed = await api()
      .put(`${base}/v1/facts/coverage/${cart}`)
      .send({ line: 91 });
    expect(pushed.body).toEqual({ entityRef: cart, outcome: 'changed' });
    const after = await eventually(
      cartScorecards,
      ({ items }) => !items[0].pending,
    );
    expect(after.items[0].verdicts[1]).toMatchObject({
      state: 'pass',
      evidence: [{ text: 'facts.coverage.line', value: 91 }],
    });
  });

  it('refuses a report of the wrong type with its path, and one about nothing', async () => {
    const wrong = await api()
      .put(`${base}/v1/facts/coverage/${cart}`)
      .send({ line: '91' });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toContain('body/line: must be number');
    const nothing = await api()
      .put(`${base}/v1/facts/coverage/component:default/no`)
      .send({ line: 1 });
    expect(nothing.status).toBe(404);
    const unknown = await api()
      .put(`${base}/v1/facts/unknown/${cart}`)
      .send({ line: 1 });
    expect(unknown.status).toBe(404);
    expect(unknown.body.error.message).toContain('coverage');
  });

  it('refreshes an entity', async () => {
    const { status, body } = await api().post(
      `${base}/v1/entities/${cart}/refresh`,
    );
    expect(status).toBe(200);
    expect(scorecardsRoutes.refreshEntity.response.parse(body)).toEqual(body);
  });

  it('tells the permission system its rules and their parameters', async () => {
    const { body } = await api().get(
      `${base}/.well-known/backstage/permissions/metadata`,
    );
    const names = body.permissions.map((p: { name: string }) => p.name);
    expect(names).toContain('scorecards.verdict.read');
    expect(body.rules).toEqual([
      expect.objectContaining({
        name: 'IS_SCORECARD_OWNER',
        resourceType: 'scorecards-scorecard',
        paramsSchema: expect.objectContaining({ required: ['claims'] }),
      }),
      expect.objectContaining({ name: 'HAS_TAG' }),
    ]);
  });

  it('applies its rules to scorecards by ref', async () => {
    const item = (id: string, resourceRef: string, claims: string[]) => ({
      id,
      resourceRef,
      resourceType: 'scorecards-scorecard',
      conditions: {
        rule: 'IS_SCORECARD_OWNER',
        resourceType: 'scorecards-scorecard',
        params: { claims },
      },
    });
    const ref = 'scorecard:default/readiness';
    const { body } = await api()
      .post(`${base}/.well-known/backstage/permissions/apply-conditions`)
      .set('Authorization', mockCredentials.service.header())
      .send({
        items: [
          item('1', ref, ['group:default/platform']),
          item('2', ref, ['group:default/others']),
          item('3', 'scorecard:default/no', ['group:default/platform']),
        ],
      });
    expect(body.items).toEqual([
      { id: '1', result: 'ALLOW' },
      { id: '2', result: 'DENY' },
      { id: '3', result: 'DENY' },
    ]);
  });

  it('offers its actions', async () => {
    const { body } = await api().get(`${base}/.backstage/actions/v1/actions`);
    expect(body.actions.map((action: { id: string }) => action.id)).toEqual([
      'scorecards:list-scorecards',
      'scorecards:explain-verdict',
      'scorecards:what-to-fix-next',
      'scorecards:refresh-entity',
    ]);
    const invoked = await api()
      .post(
        `${base}/.backstage/actions/v1/actions/scorecards:what-to-fix-next/invoke`,
      )
      .send({ entityRef: 'component:default/search' });
    expect(invoked.body.output.fixes[0]).toMatchObject({
      checkId: 'covered',
      state: 'unknown',
    });
  });
});
