import type { AuditRoutes } from '@daytwo/backstage-plugin-audit-common';
import type { OperationsOf } from '@daytwo/node-kit';
import type { Parts } from '../assemble';
import type { AuditServices } from '../services';
import { clientEventOperations } from './clientEvents';
import { exportOperations } from './exports';
import { holdOperations } from './holds';
import { keyOperations } from './keys';
import { ReadingNotes } from './ReadingNotes';
import { recordOperations } from './records';
import { sealOperations } from './seal';
import { usageOperations } from './usage';

/** All operations of the API; the HTTP router and the actions call them. */
export function createOperations(
  { auditor }: Pick<AuditServices, 'auditor'>,
  parts: Parts,
): OperationsOf<AuditRoutes> {
  const { readers, reading, seal, exporter, status, usage } = parts;
  const notes = ReadingNotes.create({ auditor, now: Date.now });
  return {
    ...recordOperations({ readers, reading, notes }),
    ...sealOperations({
      readers,
      records: reading.records,
      ...seal,
      status,
      auditor,
    }),
    ...keyOperations({ readers, keys: seal.keys, auditor }),
    ...holdOperations({ readers, holds: seal.holds, auditor }),
    ...exportOperations({ readers, exporter, auditor }),
    ...usageOperations(readers, usage.reader, notes),
    ...clientEventOperations(parts.clientEvents),
  };
}
