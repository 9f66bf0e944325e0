import request from 'supertest';
import { actionsServiceFactory } from '@backstage/backend-defaults/alpha';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  actionsRegistryServiceRef,
  actionsServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import mcpPlugin from '@backstage/plugin-mcp-actions-backend';
import type {
  AuditDraft,
  AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import { auditorServiceFactory } from '../../auditor/auditorServiceFactory';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import { auditCaptureServiceRef } from '../../capture/writerService';
import { runOf } from '../../usage/automations';
import { proxyProvider } from '../__testUtils__/proxyProvider';
import { actionsRegistryFactories } from './index';

/** A plugin with an action. */
const shop = createBackendPlugin({
  pluginId: 'shop',
  register: env =>
    env.registerInit({
      deps: { registry: actionsRegistryServiceRef },
      async init({ registry }) {
        registry.register({
          name: 'order',
          title: 'Order',
          description: 'Orders something',
          schema: {
            input: z => z.object({ entityRef: z.string() }).passthrough(),
            output: z => z.object({ price: z.number() }),
          },
          action: async ({ input: { entityRef } }) => {
            if (entityRef === 'component:default/vault') {
              throw new NotAllowedError('not yours');
            }
            if (entityRef === 'component:default/none') {
              throw new NotFoundError('no such component');
            }
            return { output: { price: 5 } };
          },
        });
        registry.register({
          name: 'look',
          title: 'Look',
          description: 'Shows the goods',
          attributes: { readOnly: true },
          schema: { input: z => z.object({}), output: z => z.object({}) },
          action: async () => ({ output: {} }),
        });
      },
    }),
});

/** Invokes actions for whoever asks, as the scaffolder does in its steps. */
const scaffolder = createBackendPlugin({
  pluginId: 'scaffolder',
  register: env =>
    env.registerInit({
      deps: {
        actions: actionsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ actions, httpAuth, httpRouter }) {
        httpRouter.use(async (req, res) => {
          const credentials = await httpAuth.credentials(req);
          await actions.invoke({ id: 'shop:look', input: {}, credentials });
          res.status(204).end();
        });
      },
    }),
});

describe('runs of actions', () => {
  const sink = new FakeSink();
  let backend: TestBackend;
  let authorization: string;

  beforeAll(async () => {
    const logger = mockServices.logger.mock();
    const config = mockServices.rootConfig();
    const capture = createAuditCapture({ config, logger });
    capture.writer.attach(sink);
    backend = await startTestBackend({
      features: [
        ...actionsRegistryFactories(),
        actionsServiceFactory,
        auditorServiceFactory,
        authServiceFactory,
        httpAuthServiceFactory,
        authPlugin,
        proxyProvider,
        mcpPlugin,
        shop,
        scaffolder,
        catalogServiceMock.factory({ entities: [] }),
        createServiceFactory({
          service: auditCaptureServiceRef,
          deps: {},
          factory: () => capture,
        }),
        mockServices.rootConfig.factory({
          data: {
            app: { baseUrl: 'http://localhost' },
            auth: { providers: { proxy: {} } },
            backend: { actions: { pluginSources: ['shop'] } },
          },
        }),
      ],
    });
    const { body } = await request(backend.server)
      .get('/api/auth/proxy/refresh')
      .set('x-user', 'dana')
      .expect(200);
    authorization = `Bearer ${body.backstageIdentity.token}`;
  });

  beforeEach(() => sink.stored.splice(0));
  afterAll(() => backend?.stop());

  const post = (path: string, body: object) =>
    request(backend.server)
      .post(path)
      .set({
        authorization,
        accept: 'application/json, text/event-stream',
        'user-agent': 'acme-cli/2.0',
      })
      .send(body);
  const invoke = (name: string, input: object) =>
    post(`/api/shop/.backstage/actions/v1/actions/shop:${name}/invoke`, input);
  const callTool = (name: string, input: object) =>
    post('/api/mcp-actions/v1', {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name, arguments: input },
    }).expect(200);

  /** What was recorded about actions and tools, without notes of starts. */
  const recorded = (): AuditDraft[] =>
    sink.stored.flatMap(entry =>
      entry.kind === 'record' &&
      /action-invoke|tool-exec/.test(entry.draft.event)
        ? [entry.draft]
        : [],
    );
  const runs = () =>
    recorded().flatMap(
      draft => runOf({ ...draft, v: 1, seq: 1, at: '' } as AuditRecord) ?? [],
    );

  const dana = { type: 'user', ref: 'user:default/dana' };
  const order = { automation: 'action:shop:order', kind: 'action' };

  it('are recorded, with their person, input and end, and counted', async () => {
    const entityRef = 'component:default/cart';
    const { body } = await invoke('order', { entityRef, password: 'hunter2' });
    expect(body).toEqual({ output: { price: 5 } });

    expect(sink.stored[0]).toMatchObject({
      kind: 'intent',
      intent: { draft: { event: 'action-invoke' } },
    });
    expect(recorded()).toEqual([
      expect.objectContaining({
        plugin: 'shop',
        event: 'action-invoke',
        severity: 'medium',
        outcome: 'succeeded',
        durationMs: expect.any(Number),
        actors: [dana],
        entities: [entityRef],
        meta: {
          actionId: 'shop:order',
          input: { entityRef, password: '[redacted]' },
        },
      }),
    ]);
    expect(runs()).toEqual([order]);
  });

  it('are recorded with what went wrong, or was not allowed', async () => {
    await invoke('order', { entityRef: 'component:default/none' }).expect(404);
    await invoke('order', { entityRef: 'component:default/vault' }).expect(403);

    expect(recorded()).toMatchObject([
      { outcome: 'failed', error: { message: 'no such component' } },
      { outcome: 'denied', error: { message: 'not yours' } },
    ]);
    expect(runs()).toEqual([order, order]);
  });

  it('of low severity are those that only read', async () => {
    await invoke('look', {}).expect(200);
    expect(sink.stored).toMatchObject([
      { kind: 'record', draft: { severity: 'low' } },
    ]);
    expect(sink.drafts[0]).not.toHaveProperty('noise');
  });

  it('are none where the action is refused before it runs', async () => {
    await invoke('order', { entityRef: 7 }).expect(400);
    await invoke('other', {}).expect(404);
    expect(recorded()).toEqual([]);
  });

  it('are counted once where an AI client asks for them', async () => {
    await callTool('shop.order', { entityRef: 'component:default/cart' });

    expect(recorded()).toMatchObject([
      {
        plugin: 'shop',
        event: 'action-invoke',
        actors: [dana, { type: 'agent', ref: 'plugin:mcp-actions' }],
      },
      {
        plugin: 'mcp-actions',
        event: 'tool-execution',
        outcome: 'succeeded',
        actors: [dana, { type: 'agent', ref: 'mcp:acme-cli' }],
      },
    ]);
    expect(runs()).toEqual([
      { automation: 'mcp-tool:shop.order', kind: 'mcp-tool' },
    ]);
  });

  it('are none where an AI client asks for what there is not, or in a wrong way', async () => {
    await callTool('shop.other', {});
    await callTool('shop.order', { entityRef: 7 });
    expect(recorded()).toMatchObject([
      { event: 'tool-execution', outcome: 'failed' },
      { event: 'tool-execution', outcome: 'failed' },
    ]);
    expect(runs()).toEqual([]);

    await callTool('shop.order', { entityRef: 'component:default/none' });
    expect(runs()).toEqual([
      { automation: 'mcp-tool:shop.order', kind: 'mcp-tool' },
    ]);
  });

  it('are part of the run of a template that makes them', async () => {
    await post('/api/scaffolder/anything', {}).expect(204);
    expect(recorded()).toMatchObject([
      { actors: [dana, { type: 'plugin', ref: 'plugin:scaffolder' }] },
    ]);
    expect(runs()).toEqual([]);
  });
});
