/** State of the writer, for the status API. */
export interface CaptureStatus {
  /** `spooling`: entries go to disk. `blocked`: they can go nowhere, and who acts waits or is refused. */
  state: 'working' | 'spooling' | 'blocked';
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
  spooled: number;
  waiting: number;
}

/** Says in a word and in a sentence how capture is doing. */
export function captureStatus({
  database,
  spool,
  spooled,
  waiting,
}: CaptureState): CaptureStatus {
  const counts = { spooled, waiting };
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
