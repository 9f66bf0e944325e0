import type {
  AuditRecord,
  RecordRow,
} from '@daytwo/backstage-plugin-audit-common';
import { summaryOf } from './summary';

/** A record in a list. */
export function toRow(record: AuditRecord, lastSealed: number): RecordRow {
  const { seq, at, startedAt, durationMs, plugin, event, action } = record;
  const { severity, outcome, source, noise, actors, correlationId } = record;
  return {
    seq,
    at,
    startedAt,
    durationMs,
    plugin,
    event,
    action,
    severity,
    outcome,
    source,
    noise,
    actors,
    entities: record.entities ?? [],
    correlationId,
    summary: summaryOf(record),
    sealed: seq <= lastSealed,
  };
}
