import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { auditorServiceFactory } from '../auditor/auditorServiceFactory';
import { auditHealthServiceFactory } from '../capture/healthService';
import { actionsRegistryFactories } from '../modules/actionCalls';
import { auditRecorderServiceFactory } from './auditRecorderServiceFactory';
import { recordingCaptureFactory } from './recordingCaptureFactory';

/**
 * Captures in a backend that the audit plugin is not in, where a portal is split
 * over several: add it to each of the others. They need the same
 * `backend.database` for the plugin `audit`.
 *
 * @example
 * ```ts
 * backend.add(import('@daytwo/backstage-plugin-audit-backend/recorder'));
 * ```
 *
 * @public
 */
export default createBackendFeatureLoader({
  async loader() {
    return [
      recordingCaptureFactory,
      auditorServiceFactory,
      auditRecorderServiceFactory,
      auditHealthServiceFactory,
      ...actionsRegistryFactories(),
    ];
  },
});
