import express from 'express';
import request from 'supertest';
import { mockServices } from '@backstage/backend-test-utils';
import { sendWebMessageResponse } from '@backstage/plugin-auth-node';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import { ManualClock } from '../../capture/__testUtils__/ManualClock';
import { until } from '../../capture/__testUtils__/writers';
import { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { createSignInMiddleware } from './createSignInMiddleware';

const identity = {
  identity: { userEntityRef: 'user:default/ada' },
  token: 'eyJhbGciOiJI',
};

/** Answers as the auth backend does. */
function setUp() {
  const clock = new ManualClock();
  const logger = mockServices.logger.mock();
  const capture = createAuditCapture({
    config: mockServices.rootConfig(),
    logger,
    clock,
  });
  const sink = new FakeSink();
  capture.writer.attach(sink);
  const recorder = DefaultAuditRecorder.create({
    capture,
    auth: mockServices.auth(),
    httpAuth: mockServices.httpAuth(),
    plugin: { getId: () => 'auth' },
    source: 'auth',
  });
  const app = express();
  app.use(createSignInMiddleware({ recorder, clock, logger }));
  const fails =
    (message: string): express.RequestHandler =>
    (_, res) => {
      res.status(401).json({ error: { name: 'AuthenticationError', message } });
    };
  app.get('/guest/refresh', (_, res) =>
    res.json({ profile: {}, backstageIdentity: identity }),
  );
  app.get(
    '/github/refresh',
    fails('Refresh failed; caused by InputError: Missing session cookie'),
  );
  app.get('/proxy/refresh', fails('no user found for eve'));
  app.get('/github/handler/frame', (_, res) =>
    sendWebMessageResponse(res, 'http://localhost', {
      type: 'authorization_response',
      response: {
        profile: {},
        providerInfo: {} as never,
        backstageIdentity: identity as never,
      },
    }),
  );
  app.get('/okta/handler/frame', (_, res) =>
    sendWebMessageResponse(res, 'http://localhost', {
      type: 'authorization_response',
      error: new Error("it's not <allowed>"),
    }),
  );
  app.get('/saml/handler/frame', (_, res) =>
    res.redirect('http://localhost/?error=denied'),
  );
  app.post('/github/logout', (_, res) => res.status(200).end());
  app.get('/github/start', (_, res) => res.redirect('http://localhost/'));
  app.get('/.well-known/jwks.json', (_, res) => res.json({ keys: [] }));
  return { agent: request(app), sink, clock };
}

describe('createSignInMiddleware', () => {
  it('records who signs in, by a popup', async () => {
    const { agent, sink } = setUp();
    const answer = await agent
      .get('/github/handler/frame?code=abc&state=def')
      .set('User-Agent', 'x');
    expect(answer.text).toContain('authResponse');
    await until(() => sink.stored.length === 1);
    expect(sink.drafts[0]).toMatchObject({
      plugin: 'auth',
      event: 'sign-in',
      action: 'github',
      severity: 'medium',
      outcome: 'succeeded',
      source: 'auth',
      actors: [{ type: 'user', ref: 'user:default/ada' }],
      request: {
        url: '/github/handler/frame',
        ip: '127.0.0.1',
        userAgent: 'x',
      },
      meta: { provider: 'github' },
    });
    expect(JSON.stringify(sink.stored)).not.toMatch(/abc|eyJ/);
  });

  it('counts a session that is renewed as a sign-in once, and then as noise', async () => {
    const { agent, sink, clock } = setUp();
    for (const ms of [0, 60_000, 13 * 3600_000]) {
      clock.advance(ms);
      expect(
        (await agent.get('/guest/refresh')).body.backstageIdentity,
      ).toEqual(identity);
    }
    await until(() => sink.stored.length === 3);
    expect(sink.drafts.map(d => [d.action, d.noise])).toEqual([
      ['guest', undefined],
      ['renew', true],
      ['guest', undefined],
    ]);
  });

  it.each([
    ['/proxy/refresh', 'no user found for eve'],
    ['/okta/handler/frame', "it's not <allowed>"],
    ['/saml/handler/frame', 'denied'],
  ])('records that a sign-in was denied: %s', async (path, message) => {
    const { agent, sink } = setUp();
    await agent.get(path);
    await until(() => sink.stored.length === 1);
    expect(sink.drafts[0]).toMatchObject({
      event: 'sign-in',
      outcome: 'denied',
      actors: [{ type: 'anonymous', ref: 'anonymous' }],
      error: { message },
    });
  });

  it('counts failures, where one address has very many', async () => {
    const { agent, sink, clock } = setUp();
    for (let i = 0; i < 33; i++) {
      await agent.get('/proxy/refresh');
    }
    await until(() => sink.stored.length === 30);
    clock.advance(60_000);
    await until(() => sink.stored.length === 31);
    expect(sink.drafts[30]).toMatchObject({
      action: 'many-failures',
      severity: 'high',
      outcome: 'denied',
      meta: { address: '127.0.0.1', failures: 3 },
    });
    await agent.get('/proxy/refresh');
    await until(() => sink.stored.length === 32);
  });

  it('records sign-outs', async () => {
    const { agent, sink } = setUp();
    await agent.post('/github/logout');
    await until(() => sink.stored.length === 1);
    expect(sink.drafts[0]).toMatchObject({
      event: 'sign-out',
      action: 'github',
    });
  });

  it('records nothing of visitors who have no session, nor of anything else', async () => {
    const { agent, sink } = setUp();
    await agent.get('/github/refresh').expect(401);
    await agent.get('/github/start').expect(302);
    await agent.get('/.well-known/jwks.json').expect(200);
    await agent.post('/github/logout');
    await until(() => sink.stored.length > 0);
    expect(sink.drafts.map(({ event }) => event)).toEqual(['sign-out']);
  });
});
