import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import {
  coreServices,
  createBackendPlugin,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { NotAllowedError } from '@backstage/errors';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { auditRoutes } from '@daytwo/backstage-plugin-audit-common';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Router from 'express-promise-router';
import request from 'supertest';
import auditFeatures from './index';

/** A plugin like any other: it audits what it does. */
const shop = createBackendPlugin({
  pluginId: 'shop',
  register: env =>
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        httpRouter: coreServices.httpRouter,
      },
      async init({ auditor, httpRouter }) {
        const router = Router();
        router.post('/orders/:name', async (req, res) => {
          const event = await auditor.createEvent({
            eventId: 'order',
            severityLevel: 'medium',
            request: req,
            meta: {
              actionType: 'create',
              entityRef: `component:default/${req.params.name}`,
              password: 'hunter2',
            },
          });
          if (req.params.name === 'forbidden') {
            await event.fail({ error: new NotAllowedError('not yours') });
            res.status(403).end();
            return;
          }
          await event.success({ meta: { price: 5 } });
          res.json({});
        });
        httpRouter.use(router);
      },
    }),
});

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
  const spool = mkdtempSync(join(tmpdir(), 'spool-'));
  const permissions = mockServices.permissions.mock();
  let backend: TestBackend;

  const decide = (result: AuthorizeResult.ALLOW | AuthorizeResult.DENY) => {
    permissions.authorize.mockImplementation(async asked =>
      asked.map(() => ({ result })),
    );
    permissions.authorizeConditional.mockImplementation(async asked =>
      asked.map(() => ({ result })),
    );
  };

  beforeAll(async () => {
    decide(AuthorizeResult.ALLOW);
    backend = await startTestBackend({
      features: [
        auditFeatures,
        shop,
        permissions.factory,
        catalogServiceMock.factory({ entities: [] }),
        actionsRegistryServiceFactory,
        mockServices.scheduler.factory({
          includeInitialDelayedTasksOnStartup: true,
        }),
        mockServices.rootConfig.factory({
          data: {
            backend: { actions: { pluginSources: ['audit'] } },
            audit: { capture: { spool: { directory: spool } } },
          },
        }),
        ...silent,
      ],
    });
  });

  beforeEach(() => decide(AuthorizeResult.ALLOW));

  afterAll(async () => {
    await backend?.stop();
    rmSync(spool, { recursive: true, force: true });
  });

  const api = () => request(backend.server);
  const base = '/api/audit/v1';

  const search = async (query: string) => {
    const { body } = await api().get(`${base}/records?${query}`).expect(200);
    return auditRoutes.listRecords.response.parse(body);
  };

  it('tells anybody whether it is well, and nothing else', async () => {
    const { status, body } = await request(backend.server).get(
      '/.backstage/health/v1/audit',
    );

    expect({ status, body }).toEqual({
      status: 200,
      body: { state: 'working' },
    });
  });

  it('has what another plugin did at once, joined and named, without its secrets', async () => {
    await api().post('/api/shop/orders/cart').expect(200);

    const { items } = await search('plugin=shop');

    expect(items).toMatchObject([
      {
        event: 'order',
        action: 'create',
        outcome: 'succeeded',
        actors: [{ type: 'user', ref: 'user:default/mock' }],
        entities: ['component:default/cart'],
      },
    ]);
    const detail = await api()
      .get(`${base}/records/${items[0].seq}`)
      .expect(200);
    expect(detail.text).not.toContain('hunter2');
    expect(detail.body.record).toMatchObject({
      meta: { price: 5 },
      redacted: ['/meta/password'],
    });
  });

  it('tells a denial from a failure', async () => {
    await api().post('/api/shop/orders/forbidden').expect(403);

    expect((await search('outcome=denied&plugin=shop')).items).toMatchObject([
      { entities: ['component:default/forbidden'] },
    ]);
  });

  it('records that it was read', async () => {
    await search('q=something-special');

    expect((await search('plugin=audit&noise=true')).items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          event: 'record-read',
          actors: [{ type: 'user', ref: 'user:default/mock' }],
        }),
      ]),
    );
  });

  it('records as noise that names, counts and related records were read, once', async () => {
    for (const path of [
      '/histogram?q=counted',
      '/histogram?q=counted&buckets=9',
      '/suggestions?of=event&q=a',
      '/suggestions?of=event&q=ab',
      '/records/1/related',
    ]) {
      await api().get(`${base}${path}`).expect(200);
    }
    const { items } = await search('event=audit.record-read&noise=true');
    const seen = items.map(({ action, noise }) => [action, noise]);
    for (const action of ['histogram', 'suggestions', 'related']) {
      expect(seen.filter(([a]) => a === action)).toEqual([[action, true]]);
    }
  });

  it.each([
    ['get', '/records'],
    ['get', '/records/1'],
    ['get', '/records/1/related'],
    ['get', '/records/1/proof'],
    ['get', '/histogram'],
    ['get', '/suggestions?of=actor'],
    ['get', '/status'],
    ['get', '/export?format=ndjson'],
    ['get', '/export?format=pack'],
    ['get', '/usage'],
    ['get', '/holds'],
    ['post', '/keys/rotate'],
  ] as const)(
    'gives who may not see it nothing of %s %s',
    async (verb, path) => {
      decide(AuthorizeResult.DENY);

      const { body } = await api()[verb](`${base}${path}`).expect(403);

      expect(body.error.message).toContain('permission audit.');
    },
  );

  it.each([
    ['get', '/records/1/proof', 'audit.record-read.proof'],
    ['post', '/verify', 'audit.verify'],
  ] as const)('records who was refused %s %s', async (verb, path, event) => {
    const denied = () => search(`event=${event}&outcome=denied&noise=true`);
    const before = (await denied()).items.length;
    decide(AuthorizeResult.DENY);
    await api()
      [verb](`${base}${path}`)
      .send(verb === 'post' ? {} : undefined)
      .expect(403);
    decide(AuthorizeResult.ALLOW);

    expect((await denied()).items).toHaveLength(before + 1);
  });

  it('lets nobody in without a token', async () => {
    const { status } = await api()
      .get(`${base}/records`)
      .set('Authorization', mockCredentials.none.header());

    expect(status).toBe(401);
  });

  it.each([
    ['/records?outcome=maybe', 'query.outcome'],
    ['/records?from=yesterday', 'query.from'],
    ['/records/0', 'path.seq'],
    ['/suggestions?of=moon', 'query.of'],
    ['/export?format=pdf', 'query.format'],
  ])('names what is wrong with %s', async (path, field) => {
    const { body } = await api().get(`${base}${path}`).expect(400);

    expect(body.error.message).toContain(field);
  });

  it.each(['', '/proof', '/related'])(
    'says so where a record is not there: %s',
    async path => {
      const { status } = await api().get(`${base}/records/999999${path}`);

      expect(status).toBe(404);
    },
  );

  it('counts what it has, and says how it is', async () => {
    const histogram = await api().get(`${base}/histogram?plugin=shop`);
    const { buckets } = auditRoutes.getHistogram.response.parse(histogram.body);
    expect(buckets.reduce((sum, b) => sum + b.succeeded + b.denied, 0)).toBe(2);

    const { body } = await api().get(`${base}/status`);
    expect(auditRoutes.getStatus.response.parse(body)).toMatchObject({
      capture: { state: 'working' },
      keys: [{ active: true }],
    });
  });

  it('exports, and records that it did before the first byte goes', async () => {
    const { text, headers } = await api()
      .get(`${base}/export?format=ndjson&plugin=shop`)
      .expect(200);

    expect(headers['content-disposition']).toMatch(/audit-\d+T\d+Z\.ndjson/);
    expect(text.trim().split('\n')).toHaveLength(2);
    expect(
      (await search('event=audit.record-export&outcome=succeeded')).items,
    ).toHaveLength(1);
  });

  it('finds the values that a filter may have', async () => {
    const { body } = await api().get(`${base}/suggestions?of=plugin`);

    expect(body.items).toEqual(expect.arrayContaining(['shop', 'audit']));
  });

  it('keeps what is on hold, says by whom, and lets it go again', async () => {
    const filter = { entity: ['component:default/cart'] };
    const { body: hold } = await api()
      .post(`${base}/holds`)
      .send({ title: 'Case 7', filter })
      .expect(200);
    expect(hold).toMatchObject({
      title: 'Case 7',
      createdBy: 'user:default/mock',
    });
    await api().delete(`${base}/holds/${hold.id}`).expect(200);
    await api().delete(`${base}/holds/${hold.id}`).expect(404);

    const { body: all } = await api().get(`${base}/holds?released=true`);
    expect(all.items).toMatchObject([{ releasedBy: 'user:default/mock' }]);
    expect((await search('event=audit.hold.create')).items).toHaveLength(1);
  });

  it('rotates its key once, and records who asked and that it did', async () => {
    const { body: key } = await api().post(`${base}/keys/rotate`).expect(200);
    expect(key).toMatchObject({ active: false, source: 'generated' });
    const { body } = await api().post(`${base}/keys/rotate`).expect(409);
    expect(body.error.message).toContain(`${key.id} is about to take over`);

    const { items } = await search('plugin=audit&severity=high');

    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          event: 'key',
          action: 'rotate',
          actors: [{ type: 'user', ref: 'user:default/mock' }],
        }),
        expect.objectContaining({ event: 'key-rotation', source: 'system' }),
      ]),
    );
  });

  it('verifies itself', async () => {
    const { body } = await api().post(`${base}/verify`).send({}).expect(200);

    expect(body).toMatchObject({ problems: [] });
  });
});
