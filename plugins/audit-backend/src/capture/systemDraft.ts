import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { JsonObject } from '@backstage/types';

/** What {@link systemDraft} needs to know. */
export interface SystemDraftOptions {
  id: string;
  correlationId?: string;
  action: string;
  severity: AuditDraft['severity'];
  outcome: AuditDraft['outcome'];
  /** Milliseconds since the epoch. */
  startedAt: number;
  durationMs?: number;
  meta: JsonObject;
  error?: AuditDraft['error'];
  writer: string;
}

/** A record of the audit log about its own capture. */
export function systemDraft(options: SystemDraftOptions): AuditDraft {
  const { correlationId = options.id, startedAt, ...rest } = options;
  return {
    ...rest,
    correlationId,
    plugin: 'audit',
    event: 'capture',
    source: 'system',
    startedAt: new Date(startedAt).toISOString(),
    actors: [{ type: 'plugin', ref: 'plugin:audit' }],
  };
}
