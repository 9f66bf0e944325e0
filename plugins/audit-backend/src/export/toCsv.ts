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

/** Taken for the sign of a formula in some countries, or after a line break. */
const wideFormula = /^[\n\uff1d\uff0b\uff0d\uff20]/;
/** What a terminal acts on. */
const control = /[^\P{Cc}\t\r\n]/gu;

function safe<T>(cell: T): T | string {
  if (typeof cell !== 'string') {
    return cell;
  }
  const text = cell.replace(control, '\ufffd');
  return wideFormula.test(text) ? `'${text}` : text;
}

/** A record as a line of CSV that no spreadsheet takes for a formula. */
export function toCsv(record: AuditRecord): string {
  return csvLine(Object.values(columns).map(cellOf => safe(cellOf(record))));
}
