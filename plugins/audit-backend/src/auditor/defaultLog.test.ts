import { auditorServiceFactory as theirs } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
  type AuditorService,
  type LoggerService,
  type ServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import { auditCaptureServiceRef } from '../capture/writerService';
import { createAuditCapture } from '../capture/AuditCapture';
import { FakeSink } from '../capture/__testUtils__/FakeSink';
import { auditorServiceFactory as ours } from './auditorServiceFactory';

/** Logs a few events through an auditor. @returns everything that was logged */
async function logOf(
  factory: ServiceFactory<AuditorService, 'plugin', 'singleton'>,
  severityLogLevelMappings: object,
): Promise<unknown[]> {
  const calls: unknown[] = [];
  const data = { backend: { auditor: { severityLogLevelMappings } } };
  const tester = ServiceFactoryTester.from(factory, {
    dependencies: [
      mockServices.rootConfig.factory({ data }),
      createServiceFactory({
        service: coreServices.logger,
        deps: {},
        factory: () => loggerTo(calls, {}),
      }),
      createServiceFactory({
        service: auditCaptureServiceRef,
        deps: {},
        factory: capture,
      }),
    ],
  });
  const auditor = await tester.getSubject('catalog');
  for (const severityLevel of ['low', 'medium', 'high', 'critical'] as const) {
    const options = { eventId: 'mutate', severityLevel, meta: { a: 1 } };
    await (await auditor.createEvent(options)).success({ meta: { b: 2 } });
    await (await auditor.createEvent(options)).fail({ error: new Error('x') });
  }
  return calls;
}

function capture() {
  const config = mockServices.rootConfig();
  const made = createAuditCapture({
    config,
    logger: mockServices.logger.mock(),
  });
  made.writer.attach(new FakeSink());
  return made;
}

function loggerTo(calls: unknown[], context: object): LoggerService {
  const log =
    (level: string) =>
    (...args: unknown[]) => {
      calls.push([level, context, ...args]);
    };
  return {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    child: more => loggerTo(calls, { ...context, ...more }),
  };
}

describe('the log of the auditor', () => {
  it.each([{}, { low: 'warn', critical: 'error' }])(
    'is what Backstage’s own writes, with %j',
    async mappings => {
      const log = await logOf(ours, mappings);
      expect(log).toHaveLength(16);
      expect(log).toEqual(await logOf(theirs, mappings));
    },
  );

  it('refuses what Backstage’s own refuses', async () => {
    const mappings = { low: 'loud' };
    const message = await logOf(theirs, mappings).catch(e => e.message);
    await expect(logOf(ours, mappings)).rejects.toThrow(message);
  });
});
