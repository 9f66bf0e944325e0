import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { csvLine } from '@daytwo/node-kit';

const columns = {
  seq: record => record.seq,
  recordedAt: record => record.at,
  startedAt: record => record.startedAt,
  durationMs: record => record.durationMs,
  actor: record => record.actors[0].ref,
  actors: record => record.actors.map(actor => actor.ref).join(' > '),
  plugin: record => record.plugin,
  event: record => record.event,
  action: record => record.action,
  outcome: record => record.outcome,
  severity: record => record.severity,
  source: record => record.source,
  entities: record => record.entities?.join(' '),
  ip: record => record.request?.ip,
  method: record => record.request?.method,
  url: record => record.request?.url,
  error: record =>
    record.error && `${record.error.name}: ${record.error.message}`,
  meta: record => record.meta && JSON.stringify(record.meta),
  correlationId: record => record.correlationId,
} as const satisfies Record<
  string,
  (record: AuditRecord) => string | number | undefined
>;

/** The line of names. */
export const csvHeader = csvLine(Object.keys(columns));

/** A record as a line of CSV that no spreadsheet takes for a formula. */
export function toCsv(record: AuditRecord): string {
  return csvLine(Object.values(columns).map(cellOf => cellOf(record)));
}
