/**
 * Captures every action of a Backstage portal, seals it, and answers who did what.
 *
 * @packageDocumentation
 */
import { createBackendFeatureLoader } from '@backstage/backend-plugin-api';
import { auditorServiceFactory } from './auditor/auditorServiceFactory';
import { auditHealthServiceFactory } from './capture/healthService';
import { actionsRegistryFactories, auditSignInsModule } from './modules';
import { auditPlugin } from './plugin';
import { auditRecorderServiceFactory } from './recorder/auditRecorderServiceFactory';

export { CapturingAuditor } from './auditor/CapturingAuditor';
export { auditCaptureServiceRef } from './capture/writerService';
export {
  auditorServiceFactory,
  auditPlugin,
  auditRecorderServiceFactory,
  auditSignInsModule,
};
export {
  auditRecordConditions,
  auditRecordPermissionResourceRef,
  auditRecordPermissionRules,
  createAuditRecordConditionalDecision,
  type AuditRecordResource,
} from './permissions';

/**
 * The plugin, and the auditor of all plugins that captures for it.
 *
 * @example
 * ```ts
 * backend.add(import('@daytwo/backstage-plugin-audit-backend'));
 * ```
 *
 * @public
 */
export default createBackendFeatureLoader({
  async loader() {
    return [
      auditPlugin,
      auditSignInsModule,
      auditorServiceFactory,
      auditRecorderServiceFactory,
      auditHealthServiceFactory,
      ...actionsRegistryFactories(),
    ];
  },
});
