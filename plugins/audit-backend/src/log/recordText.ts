import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';

/** The text of a draft, without the brace that opens it; fields in one order, and no others. */
export function draftText(draft: AuditDraft): string {
  return JSON.stringify({
    id: draft.id,
    correlationId: draft.correlationId,
    plugin: draft.plugin,
    event: draft.event,
    action: draft.action,
    severity: draft.severity,
    outcome: draft.outcome,
    source: draft.source,
    noise: draft.noise || undefined,
    startedAt: draft.startedAt,
    durationMs: draft.durationMs,
    actors: draft.actors,
    request: draft.request,
    entities: draft.entities,
    meta: draft.meta,
    change: draft.change,
    error: draft.error,
    redacted: draft.redacted,
    truncated: draft.truncated,
    writer: draft.writer,
  }).slice(1);
}

/**
 * The text of a record: what is stored, hashed and exported, byte for byte. JSON
 * escapes NUL and lone surrogates, so that any database can store it.
 *
 * @param text - of the draft, made before the place was known
 */
export function recordText(seq: number, at: number, text: string): string {
  return `{"v":1,"seq":${seq},"at":"${new Date(at).toISOString()}",${text}`;
}
