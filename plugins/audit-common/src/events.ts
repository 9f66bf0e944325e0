/** Channel of the signals that tell open pages of new records. @public */
export const AUDIT_CHANNEL = 'audit';

/** What a signal says: that there are records up to here. Pages fetch by themselves. @public */
export interface AuditSignal {
  lastSeq: number;
}
