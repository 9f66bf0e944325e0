import { mkdtemp, rm } from 'fs/promises';
import { tmpdir } from 'os';
import { join } from 'path';
import Router from 'express-promise-router';
import request from 'supertest';
import {
  coreServices,
  createBackendFeatureLoader,
  createBackendPlugin,
  createServiceFactory,
  type AuditorService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { NotAllowedError } from '@backstage/errors';
import { auditRecorderServiceRef } from '@daytwo/backstage-plugin-audit-node';
import { directory as migrations } from '../__testUtils__/databases';
import { readAll } from '../__testUtils__/readAll';
import { auditorServiceFactory } from '../auditor/auditorServiceFactory';
import { CapturingAuditor } from '../auditor/CapturingAuditor';
import { detectBypass, type BypassState } from '../auditor/detectBypass';
import type { AuditCapture } from '../capture/AuditCapture';
import { FakeSink } from '../capture/__testUtils__/FakeSink';
import { record } from '../capture/__testUtils__/writers';
import { auditCaptureServiceRef } from '../capture/writerService';
import { auditSignInsModule } from '../modules';
import { auditRecorderServiceFactory } from './auditRecorderServiceFactory';
import recorder from './index';
import { migrate } from '@daytwo/node-kit';

/** A plugin that audits a request and records something. */
const subject = createBackendPlugin({
  pluginId: 'subject',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        httpRouter: coreServices.httpRouter,
        recorder: auditRecorderServiceRef,
      },
      async init({ auditor, httpRouter, recorder: records }) {
        const router = Router();
        router.get('/act', async (req, res) => {
          const event = await auditor.createEvent({
            eventId: 'act',
            severityLevel: 'medium',
            request: req,
          });
          await event.fail({ error: new NotAllowedError('no') });
          await records.record({
            event: 'thing',
            request: req,
            correlationId: '7',
            entities: ['component:x/y'],
          });
          res.status(204).end();
        });
        httpRouter.use(router);
      },
    });
  },
});

let base: string;
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'audit-capture-test-'));
});
afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

function config(
  database: object = {
    client: 'better-sqlite3',
    connection: { directory: base },
  },
) {
  const spool = { directory: join(base, 'spool') };
  return mockServices.rootConfig.factory({
    data: { backend: { database }, audit: { capture: { spool } } },
  });
}

/** As the audit plugin does it: attaches a log, and looks whether events arrive. */
function plugin(
  sink: FakeSink,
  seen: { bypass?: BypassState; capture?: AuditCapture },
) {
  return createBackendPlugin({
    pluginId: 'audit',
    register(env) {
      env.registerInit({
        deps: {
          auditor: coreServices.auditor,
          capture: auditCaptureServiceRef,
          logger: coreServices.logger,
        },
        async init({ auditor, capture, logger }) {
          capture.writer.attach(sink);
          seen.capture = capture;
          seen.bypass = await detectBypass({
            auditor,
            writer: capture.writer,
            logger,
          });
        },
      });
    },
  });
}

function oneLine(
  sink: FakeSink,
  seen: { bypass?: BypassState; capture?: AuditCapture },
) {
  return createBackendFeatureLoader({
    async loader() {
      return [
        plugin(sink, seen),
        auditorServiceFactory,
        auditRecorderServiceFactory,
        auditSignInsModule,
      ];
    },
  });
}

describe('capture in a backend', () => {
  it('takes one line, and gets what every plugin audits and records', async () => {
    const sink = new FakeSink();
    const seen: { bypass?: BypassState } = {};
    const { server } = await startTestBackend({
      features: [oneLine(sink, seen), subject, config()],
    });
    await request(server)
      .get('/api/subject/act')
      .set('authorization', mockCredentials.user.header())
      .expect(204);

    expect(seen.bypass).toEqual({ bypassed: false });
    const drafts = sink.stored.flatMap(e =>
      e.kind === 'record' && e.draft.plugin === 'subject' ? [e.draft] : [],
    );
    const actors = [{ type: 'user', ref: 'user:default/mock' }];
    expect(drafts).toEqual([
      expect.objectContaining({
        event: 'act',
        outcome: 'denied',
        actors,
        request: expect.objectContaining({
          ip: '127.0.0.1',
          url: '/api/subject/act',
        }),
      }),
      expect.objectContaining({
        event: 'thing',
        source: 'recorder',
        correlationId: 'subject:7',
        actors,
        entities: ['component:x/y'],
      }),
    ]);
  });

  it('notices an auditor of the portal’s own, and works together with one that is wrapped', async () => {
    const own: AuditorService = {
      createEvent: async () => ({
        success: async () => {},
        fail: async () => {},
      }),
    };
    const seen: { bypass?: BypassState } = {};
    const alone = createServiceFactory({
      service: coreServices.auditor,
      deps: {},
      factory: () => own,
    });
    await startTestBackend({
      features: [oneLine(new FakeSink(), seen), alone, config()],
    });
    expect(seen.bypass).toMatchObject({ bypassed: true });

    const together = createServiceFactory({
      service: coreServices.auditor,
      deps: {
        auth: coreServices.auth,
        capture: auditCaptureServiceRef,
        httpAuth: coreServices.httpAuth,
        plugin: coreServices.pluginMetadata,
      },
      factory: deps => CapturingAuditor.create({ ...deps, inner: own }),
    });
    await startTestBackend({
      features: [oneLine(new FakeSink(), seen), together, config()],
    });
    expect(seen.bypass).toEqual({ bypassed: false });
  });

  it('spools what comes after it has been stopped', async () => {
    const sink = new FakeSink();
    const seen: { capture?: AuditCapture } = {};
    const backend = await startTestBackend({
      features: [oneLine(sink, seen), config()],
    });
    await backend.stop();
    const before = sink.stored.length;
    await seen.capture?.writer.write(record('late'));
    expect(sink.stored).toHaveLength(before);
    expect(seen.capture?.writer.status()).toMatchObject({ state: 'spooling' });
  });
});

describe('the recorder', () => {
  it('captures in a backend that the audit plugin is not in, into its database', async () => {
    let knex: import('knex').Knex | undefined;
    const owner = createBackendPlugin({
      pluginId: 'audit',
      register(env) {
        env.registerInit({
          deps: { database: coreServices.database },
          async init({ database }) {
            knex = await database.getClient();
            await migrate(knex, migrations);
          },
        });
      },
    });
    await startTestBackend({
      features: [owner, databaseServiceFactory, config()],
    });
    const backend = await startTestBackend({
      features: [recorder, subject, databaseServiceFactory, config()],
    });
    await request(backend.server)
      .get('/api/subject/act')
      .set('authorization', mockCredentials.user.header())
      .expect(204);

    let records: AuditRecord[] = [];
    while (records.length < 2) {
      records = knex ? await readAll(knex) : [];
    }
    expect(records).toMatchObject([
      { seq: 1, event: 'act', outcome: 'denied' },
      { seq: 2, event: 'thing' },
    ]);
    const present = () => knex?.('writers').pluck('name');
    expect(await present()).toEqual([records[0].writer]);
    await backend.stop();
    expect(await present()).toEqual([]);
  });

  it('refuses a database in memory', async () => {
    const database = { client: 'better-sqlite3', connection: ':memory:' };
    await expect(
      startTestBackend({ features: [recorder, subject, config(database)] }),
    ).rejects.toThrow(/in memory/);
  });
});
