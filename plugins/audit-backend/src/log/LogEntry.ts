import type { Knex } from 'knex';
import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';

/**
 * A durable note that an action began. Its outcome takes it away again; one that
 * stays for too long is an action that was abandoned.
 */
export interface AuditIntent {
  id: string;
  correlationId: string;
  /** ISO 8601. */
  at: string;
  /** Names the process that reported. */
  writer: string;
  draft: Omit<AuditDraft, 'outcome' | 'durationMs'>;
}

/** What is put into the log. */
export type LogEntry =
  | { kind: 'intent'; intent: AuditIntent }
  | {
      kind: 'record';
      draft: AuditDraft;
      /** The note that this is the outcome of. */
      intentId?: string;
    };

/** How {@link LogEntry}s are put in. */
export interface AppendOptions {
  /**
   * Of the batches that the entries are. Those of one that is known already are in
   * the log, and are not put in again; of several none may be known.
   */
  batchIds?: readonly string[];
  /** Done in the same transaction, before: both, or neither. */
  along?: (tx: Knex) => Promise<void>;
}

/** Where the log ends, after something was put in. */
export interface Appended {
  lastSeq: number;
}
