import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';

/** A record on its way out. */
export interface StreamItem {
  record: AuditRecord;
  /** Its text as it is hashed. */
  body: string;
}

/** How a record is written. */
export type StreamFormat = 'json' | 'ocsf';

/** A system that is told of every record. */
export interface StreamTarget {
  /**
   * Delivers records in order. Settles when the other side has them all; may be
   * called again with the same ones.
   *
   * @throws Error saying what failed; with `retryAfterMs` where the other side
   * said when to come again
   */
  deliver(items: readonly StreamItem[], signal: AbortSignal): Promise<void>;
}

/** The other side said when to come again. */
export class TryLaterError extends Error {
  readonly name = 'TryLaterError';
  readonly retryAfterMs: number;

  constructor(message: string, retryAfterMs: number) {
    super(message);
    this.retryAfterMs = retryAfterMs;
  }
}
