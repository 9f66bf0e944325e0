import { mkdtemp, rm, writeFile } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import {
  createBackendFeatureLoader,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeSink } from './__testUtils__/FakeSink';
import { record, until } from './__testUtils__/writers';
import type { AuditWriter } from './AuditWriter';
import { auditHealthServiceFactory, HEALTH_PATH } from './healthService';
import { auditCaptureServiceRef } from './writerService';

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'audit-health-test-'));
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

const withHealth = createBackendFeatureLoader({
  async loader() {
    return [auditHealthServiceFactory];
  },
});

/** A backend without a database, and its writer. */
async function start(directory = join(base, 'spool')) {
  const started: AuditWriter[] = [];
  const audit = createBackendPlugin({
    pluginId: 'audit',
    register(env) {
      env.registerInit({
        deps: { capture: auditCaptureServiceRef },
        async init({ capture }) {
          started.push(capture.writer);
        },
      });
    },
  });
  const config = mockServices.rootConfig.factory({
    data: { audit: { capture: { spool: { directory } } } },
  });
  const { server } = await startTestBackend({
    features: [withHealth, audit, config],
  });
  const get = (path = HEALTH_PATH) => request(server).get(path);
  return { writer: started[0], get };
}

describe('the health check', () => {
  it('is well where entries go to the database', async () => {
    const { writer, get } = await start();
    writer.attach(new FakeSink());
    await writer.write(record('a'));

    const { status, body, headers } = await get();

    expect({ status, body }).toEqual({
      status: 200,
      body: { state: 'working' },
    });
    expect(headers['cache-control']).toBe('no-store');
  });

  it('is well where they go to disk, without a database', async () => {
    const { writer, get } = await start();
    await writer.write(record('a'));

    expect(await get()).toMatchObject({
      status: 200,
      body: { state: 'spooling' },
    });
  });

  it('is not well where they can go nowhere, and is again when they can', async () => {
    const file = join(base, 'file');
    await writeFile(file, '');
    const { writer, get } = await start(join(file, 'spool'));
    const written = writer.write(record('a'));
    await until(() => writer.status().state === 'blocked');

    const { status, body } = await get();
    expect({ status, body }).toEqual({
      status: 503,
      body: { state: 'blocked' },
    });

    writer.attach(new FakeSink());
    await written;
    expect(await get()).toMatchObject({
      status: 200,
      body: { state: 'working' },
    });
  });

  it('says that nothing arrives', async () => {
    const { writer, get } = await start();
    writer.bypassed('There is another auditor');

    const { status, body } = await get();
    expect({ status, body }).toEqual({
      status: 200,
      body: { state: 'bypassed' },
    });
  });

  it('leaves the checks of Backstage alone', async () => {
    const { get } = await start();

    for (const check of ['readiness', 'liveness']) {
      expect((await get(`/.backstage/health/v1/${check}`)).status).toBe(200);
    }
  });
});
