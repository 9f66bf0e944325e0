import type { AuditorService } from '@backstage/backend-plugin-api';
import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import { audited, type OperationsOf } from '@daytwo/node-kit';
import type { Exporter } from '../export/Exporter';
import type { AuditReaders } from '../permissions';

/** What {@link exportOperations} needs. */
export interface ExportOperationsOptions {
  readers: AuditReaders;
  exporter: Exporter;
  auditor: AuditorService;
}

/** Records leave the portal: that they do is recorded before the first of them goes. */
export function exportOperations({
  readers,
  exporter,
  auditor,
}: ExportOperationsOptions): Pick<OperationsOf<AuditRoutes>, 'exportRecords'> {
  return {
    exportRecords: async ({ query, credentials, request }) => {
      const { format, ...filter } = query;
      return audited(
        auditor,
        {
          eventId: 'record-export',
          severityLevel: 'high',
          meta: {
            actionType: format,
            filter: JSON.parse(JSON.stringify(filter)),
          },
          request,
        },
        async () =>
          exporter.export(
            format,
            filter,
            await readers.exporterFor(credentials),
          ),
        ({ filename }) => ({ filename }),
      );
    },
  };
}
