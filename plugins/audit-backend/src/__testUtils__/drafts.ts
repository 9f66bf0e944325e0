import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { LogEntry } from '../log';

/** A draft, as far as a test cares. */
export function draft(
  id: string,
  fields: Partial<AuditDraft> = {},
): AuditDraft {
  return {
    id,
    correlationId: `c-${id}`,
    plugin: 'catalog',
    event: 'entity-fetch',
    action: 'by-name',
    severity: 'low',
    outcome: 'succeeded',
    source: 'auditor',
    startedAt: '2026-11-24T10:00:00.000Z',
    durationMs: 12,
    actors: [{ type: 'user', ref: 'user:default/ann' }],
    writer: 'test',
    ...fields,
  };
}

/** The same as an entry of the log. */
export function entry(
  id: string,
  fields: Partial<AuditDraft> = {},
  intentId?: string,
): LogEntry {
  return { kind: 'record', draft: draft(id, fields), intentId };
}

/** A note that an action began. */
export function intent(
  id: string,
  fields: Partial<AuditDraft> = {},
  at = '2026-11-24T10:00:00.000Z',
): LogEntry {
  const { outcome, durationMs, ...rest } = draft(id, fields);
  return {
    kind: 'intent',
    intent: {
      id,
      correlationId: rest.correlationId,
      at,
      writer: rest.writer,
      draft: rest,
    },
  };
}
