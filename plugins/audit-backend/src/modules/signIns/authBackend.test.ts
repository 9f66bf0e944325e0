import request from 'supertest';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import authPlugin from '@backstage/plugin-auth-backend';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createAuditCapture } from '../../capture/AuditCapture';
import { FakeSink } from '../../capture/__testUtils__/FakeSink';
import { until } from '../../capture/__testUtils__/writers';
import { auditCaptureServiceRef } from '../../capture/writerService';
import { proxyProvider } from '../__testUtils__/proxyProvider';
import { auditSignInsModule } from './module';

it('records sign-ins at the auth backend of Backstage', async () => {
  const sink = new FakeSink();
  const logger = mockServices.logger.mock();
  const config = mockServices.rootConfig();
  const capture = createAuditCapture({ config, logger });
  capture.writer.attach(sink);
  const { server } = await startTestBackend({
    features: [
      authPlugin,
      proxyProvider,
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
