import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { AuditRecorderService } from './AuditRecorderService';
import { AuditorRecorder } from './AuditorRecorder';

/**
 * Records in the audit log, for plugins that know more than the auditor of
 * Backstage takes: a chain of actors, before and after, entities, when it began.
 * Use the auditor for what a request starts and ends, and this for the rest. It
 * works without the audit log too: then the auditor of Backstage gets it.
 *
 * @example
 * ```ts
 * import { auditRecorderServiceRef } from '@daytwo/backstage-plugin-audit-node';
 *
 * env.registerInit({
 *   deps: { recorder: auditRecorderServiceRef },
 *   async init({ recorder }) {
 *     await recorder.record({
 *       event: 'approval',
 *       action: 'grant',
 *       severity: 'medium',
 *       actors: [
 *         { type: 'user', ref: 'user:default/ada' },
 *         { type: 'plugin', ref: 'plugin:runner' },
 *       ],
 *       entities: ['component:default/billing'],
 *       change: { before: { state: 'waiting' }, after: { state: 'granted' } },
 *       correlationId: 'run:42',
 *     });
 *   },
 * });
 * ```
 *
 * @public
 */
export const auditRecorderServiceRef = createServiceRef<AuditRecorderService>({
  id: 'audit.recorder',
  scope: 'plugin',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { auditor: coreServices.auditor },
      factory: ({ auditor }) => AuditorRecorder.create(auditor),
    }),
});
