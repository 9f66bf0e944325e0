import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { auditRoutes } from '@daytwo/backstage-plugin-audit-common';
import { createApiRouter } from '@daytwo/node-kit';
import express from 'express';
import request from 'supertest';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import { ManualClock } from '../../capture/__testUtils__/ManualClock';
import { clientEventOperations } from '../../routes/clientEvents';
import { ClientEventRecorder } from './ClientEventRecorder';
import { readClientEventSettings } from './settings';

const on = { enabled: true, maxPerMinute: 5 };

function setUp(clientEvents: object = on) {
  const clock = new ManualClock();
  const logger = mockServices.logger.mock();
  const config = mockServices.rootConfig({ data: { audit: { clientEvents } } });
  const capture = createAuditCapture({ config, logger, clock });
  const sink = new FakeSink();
  capture.writer.attach(sink);
  const recorder = ClientEventRecorder.create({
    auth: mockServices.auth(),
    capture,
    settings: readClientEventSettings(config),
  });
  const app = express();
  const { reportClientEvents } = auditRoutes;
  app.use(
    createApiRouter({
      info: { pluginId: 'audit', description: '' },
      routes: { reportClientEvents },
      operations: clientEventOperations(recorder),
      httpAuth: mockServices.httpAuth({ pluginId: 'audit' }),
      callers: { reportClientEvents: ['user'] },
    }),
  );
  app.use(MiddlewareFactory.create({ config, logger }).error());
  const post = (
    body: object,
    header = mockCredentials.user.header('user:default/ada'),
  ) =>
    request(app)
      .post('/v1/client-events')
      .set('authorization', header)
      .set('user-agent', 'Firefox')
      .send(body);
  return { clock, post, sink };
}

const click = { action: 'click', subject: 'Run' };
const times = (n: number) => Array.from({ length: n }, () => click);

describe('events of browsers', () => {
  it('are recorded as what they are: claims of the person who is signed in', async () => {
    const { clock, post, sink } = setUp();
    const { body } = await post({
      events: [
        {
          action: 'navigate',
          subject: '/catalog/default/component/cart',
          value: 3,
          attributes: { kind: 'component', entityRef: 'component:default/x' },
          context: { pluginId: 'catalog', extensionId: 'page:catalog/entity' },
          at: '1999-12-31T23:59:59.000Z',
          actors: [{ type: 'user', ref: 'user:default/eve' }],
          startedAt: '1999-12-31T23:59:59.000Z',
        },
      ],
    }).expect(200);

    expect(body).toEqual({ recorded: 1 });
    expect(sink.drafts).toEqual([
      expect.objectContaining({
        plugin: 'client',
        event: 'navigate',
        severity: 'low',
        outcome: 'succeeded',
        source: 'client',
        startedAt: new Date(clock.now()).toISOString(),
        actors: [{ type: 'user', ref: 'user:default/ada' }],
        request: expect.objectContaining({ userAgent: 'Firefox' }),
        meta: {
          subject: '/catalog/default/component/cart',
          value: 3,
          attributes: { kind: 'component', entityRef: 'component:default/x' },
          context: { pluginId: 'catalog', extensionId: 'page:catalog/entity' },
          claimedAt: '1999-12-31T23:59:59.000Z',
        },
      }),
    ]);
    expect(sink.drafts[0].entities).toBeUndefined();
  });

  it('cannot make up names of events, nor leave secrets in the log', async () => {
    const { post, sink } = setUp();
    const evil = '\u001b[31m<script>\n=cmd|\u0000\ud800';
    const subject = '/callback?access_token=abcdef123456';
    await post({
      events: [
        { action: evil, subject, attributes: { [evil]: evil } },
        { action: '__proto__', subject: '' },
      ],
    }).expect(200);

    expect(sink.drafts.map(({ event }) => event)).toEqual(['other', 'other']);
    const text = JSON.stringify(sink.drafts[0]);
    expect(text).not.toContain('abcdef123456');
    expect(text).not.toContain('\\u0000');
    expect(text).not.toMatch(/\\ud800/i);
    expect(sink.drafts[0].meta?.claimedAction).toContain('<script>');
  });

  it('are noise where they are about the log itself, and say what was lost', async () => {
    const { post, sink } = setUp();
    await post({
      events: [{ ...click, context: { pluginId: 'audit' } }, click],
      lost: 7,
    });

    expect(sink.drafts).toMatchObject([
      { noise: true, meta: { lostBefore: 7 } },
      { noise: undefined },
    ]);
  });

  it.each([
    ['no event', { events: [] }, 'body.events'],
    ['too many', { events: times(101) }, 'body.events'],
    [
      'a subject that is too long',
      { events: [{ action: 'search', subject: 'x'.repeat(1001) }] },
      'body.events[0].subject',
    ],
    [
      'an attribute that is an object',
      { events: [{ ...click, attributes: { a: {} } }] },
      'body.events[0].attributes',
    ],
    [
      'too many attributes',
      {
        events: [
          {
            ...click,
            context: Object.fromEntries(
              Array.from({ length: 21 }, (_, n) => [`k${n}`, n]),
            ),
          },
        ],
      },
      'more than 20 attributes',
    ],
  ])('are refused: %s', async (_what, body, message) => {
    const { post, sink } = setUp();
    const response = await post(body).expect(400);

    expect(response.body.error.message).toContain(message);
    expect(sink.stored).toEqual([]);
  });

  it('are limited by person and minute, and say when to come again', async () => {
    const { clock, post, sink } = setUp();
    await post({ events: times(4) }).expect(200);
    clock.advance(20_000);
    const refused = await post({ events: times(2) }).expect(429);

    expect(refused.headers['retry-after']).toBe('40');
    expect(refused.body.error.message).toContain('more than 5 events');
    const bob = mockCredentials.user.header('user:default/bob');
    await post({ events: times(5) }, bob).expect(200);
    await post({ events: times(1) }).expect(200);
    clock.advance(40_000);
    await post({ events: times(5) }).expect(200);
    expect(sink.stored).toHaveLength(15);
  });

  it('are taken again after a minute, also where the clock was set back', async () => {
    const { clock, post, sink } = setUp();
    await post({ events: times(5) }).expect(200);
    clock.set(-3_600_000);
    await post({ events: times(1) }).expect(429);
    clock.advance(60_000);
    await post({ events: times(5) }).expect(200);
    expect(sink.stored).toHaveLength(10);
  });

  it('are taken from nobody else than people', async () => {
    const { post, sink } = setUp();
    await post({ events: [click] }, mockCredentials.service.header()).expect(
      403,
    );
    await post({ events: [click] }, mockCredentials.none.header()).expect(401);
    expect(sink.stored).toEqual([]);
  });

  it('are not taken where nobody asked for them', async () => {
    const { post, sink } = setUp({});
    const { body } = await post({ events: [click] }).expect(404);

    expect(body.error.message).toContain('audit.clientEvents.enabled');
    expect(sink.stored).toEqual([]);
  });
});
