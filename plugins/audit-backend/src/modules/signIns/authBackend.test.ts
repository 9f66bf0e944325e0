import request from 'supertest';
import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { AuthenticationError } from '@backstage/errors';
import authPlugin from '@backstage/plugin-auth-backend';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import { until } from '../../capture/__testUtils__/writers';
import { auditCaptureServiceRef } from '../../capture/writerService';
import { auditSignInsModule } from './module';

/** Lets in whoever a proxy in front says is there. */
const authenticator = createProxyAuthenticator({
  defaultProfileTransform: async () => ({ profile: {} }),
  initialize() {},
  async authenticate({ req }) {
    const name = req.header('x-user');
    if (!name) {
      throw new AuthenticationError('Nobody is there');
    }
    return { result: `user:default/${name}` };
  },
});

const provider = createBackendModule({
  pluginId: 'auth',
  moduleId: 'proxy-provider',
  register(reg) {
    reg.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'proxy',
          factory: createProxyAuthProviderFactory({
            authenticator,
            signInResolver: ({ result }, ctx) =>
              ctx.issueToken({ claims: { sub: result, ent: [result] } }),
          }),
        });
      },
    });
  },
});

it('records sign-ins at the auth backend of Backstage', async () => {
  const sink = new FakeSink();
  const logger = mockServices.logger.mock();
  const config = mockServices.rootConfig();
  const capture = createAuditCapture({ config, logger });
  capture.writer.attach(sink);
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      provider,
      auditSignInsModule,
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
        },
      }),
    ],
  });
  const path = '/api/auth/proxy/refresh';
  await request(server).get(path).set('x-user', 'ada').expect(200);
  await request(server).get('/api/auth/other/refresh').expect(404);
  await request(server).get(path).expect(401);
  await until(() => sink.stored.length === 2);

  expect(sink.drafts).toMatchObject([
    {
      event: 'sign-in',
      outcome: 'succeeded',
      actors: [{ ref: 'user:default/ada' }],
      request: { url: path },
    },
    {
      outcome: 'denied',
      actors: [{ type: 'anonymous' }],
      error: { message: expect.stringContaining('Nobody is there') },
    },
  ]);
});
