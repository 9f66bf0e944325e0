/** State of the writer, for the status API. */
export interface CaptureStatus {
  /**
   * `spooling`: entries go to disk. `blocked`: they can go nowhere, and who acts
   * waits or is refused. `bypassed`: none arrive.
   */
  state: 'working' | 'spooling' | 'blocked' | 'bypassed';
  /** In words, where it is not working. */
  message?: string;
  /** Entries on disk. */
  spooled: number;
  /** Entries in memory. */
  waiting: number;
}

/** What is wrong, and how much is where. */
export interface CaptureState {
  /** Why the database does not take entries. */
  database?: string;
  /** Why the disk does not. */
  spool?: string;
  /** Why nothing arrives. */
  bypass?: string;
  spooled: number;
  waiting: number;
}

/** Says in a word and in a sentence how capture is doing. */
export function captureStatus({
  database,
  spool,
  bypass,
  spooled,
  waiting,
}: CaptureState): CaptureStatus {
  const counts = { spooled, waiting };
  if (bypass) {
    return { state: 'bypassed', message: bypass, ...counts };
  }
  if (database && spool) {
    const message = `The database: ${database}. The spool: ${spool}`;
    return { state: 'blocked', message, ...counts };
  }
  if (database) {
    const message = `The database: ${database}`;
    return { state: 'spooling', message, ...counts };
  }
  return spooled > 0
    ? { state: 'spooling', message: 'The spool is replayed', ...counts }
    : { state: 'working', ...counts };
}
