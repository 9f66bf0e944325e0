import { DefaultAuditorService } from '@backstage/backend-defaults/auditor';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { auditCaptureServiceRef } from '../capture/writerService';
import { CapturingAuditor } from './CapturingAuditor';
import { createDefaultLog } from './defaultLog';

/**
 * The auditor of every plugin: logs as Backstage's own does, by the same config,
 * and puts every event into the audit log.
 *
 * @public
 */
export const auditorServiceFactory = createServiceFactory({
  service: coreServices.auditor,
  deps: {
    auth: coreServices.auth,
    capture: auditCaptureServiceRef,
    config: coreServices.rootConfig,
    httpAuth: coreServices.httpAuth,
    logger: coreServices.logger,
    plugin: coreServices.pluginMetadata,
  },
  factory({ config, logger, ...deps }) {
    const log = createDefaultLog(config, logger);
    const inner = DefaultAuditorService.create(log, deps);
    return CapturingAuditor.create({ ...deps, inner });
  },
});
