import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { createAuditCapture } from '../capture/AuditCapture';
import { auditCaptureServiceRef } from '../capture/writerService';
import { AuditLog } from '../log/AuditLog';
import { attachWhenOpen } from './attachWhenOpen';
import { openAuditDatabase, refuseMemory } from './openAuditDatabase';

/**
 * What captures in a backend that the audit plugin is not in: it opens the
 * plugin's database itself. Tables are the plugin's to make; until they are there,
 * entries are spooled.
 */
export const recordingCaptureFactory = createServiceFactory({
  service: auditCaptureServiceRef,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  factory(deps) {
    refuseMemory(deps.config);
    const capture = createAuditCapture(deps);
    const stop = attachWhenOpen({
      ...capture,
      logger: deps.logger,
      open: async () => AuditLog.create(await openAuditDatabase(deps)),
    });
    deps.lifecycle.addBeforeShutdownHook(async () => {
      stop();
      await capture.writer.stop();
    });
    return capture;
  },
});
