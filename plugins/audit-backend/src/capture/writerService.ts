import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { createAuditCapture, type AuditCapture } from './AuditCapture';

/**
 * What captures in this process; there is one, whatever the number of plugins. The
 * audit plugin attaches its database to `writer`.
 *
 * @public
 */
export const auditCaptureServiceRef = createServiceRef<AuditCapture>({
  id: 'audit.capture',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        config: coreServices.rootConfig,
        logger: coreServices.rootLogger,
        lifecycle: coreServices.rootLifecycle,
      },
      factory({ config, logger, lifecycle }) {
        const capture = createAuditCapture({ config, logger });
        lifecycle.addShutdownHook(() => capture.writer.stop());
        return capture;
      },
    }),
});
