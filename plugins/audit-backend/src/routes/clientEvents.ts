import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';
import type { ClientEventRecorder } from '../modules/clientEvents';

/** What people do in the browser, as the browser says. */
export function clientEventOperations(
  recorder: ClientEventRecorder,
): Pick<OperationsOf<AuditRoutes>, 'reportClientEvents'> {
  return {
    reportClientEvents: async ({ body, credentials, request }) => ({
      recorded: await recorder.record(body, { credentials, request }),
    }),
  };
}
