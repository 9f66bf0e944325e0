import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { auditRecorderServiceRef } from '@daytwo/backstage-plugin-audit-node';
import { auditCaptureServiceRef } from '../capture/writerService';
import { DefaultAuditRecorder } from './DefaultAuditRecorder';

/** Lets plugins record in the audit log. @public */
export const auditRecorderServiceFactory = createServiceFactory({
  service: auditRecorderServiceRef,
  deps: {
    auth: coreServices.auth,
    capture: auditCaptureServiceRef,
    httpAuth: coreServices.httpAuth,
    plugin: coreServices.pluginMetadata,
  },
  factory: deps => DefaultAuditRecorder.create(deps),
});
