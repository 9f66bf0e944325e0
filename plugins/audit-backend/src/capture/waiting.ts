import type { LogEntry } from '../log/LogEntry';

/** An entry and who waits for it to be durable. */
export interface Waiting {
  entry: LogEntry;
  bytes: number;
  resolve: () => void;
  reject: (error: Error) => void;
  /** By the steady clock: until when it waits for the database, once it has to. */
  deadline?: number;
}

/** Entries that have to stay together: with an id, because they may be stored already. */
export interface Unit {
  id?: string;
  members: readonly Waiting[];
  /** For the database, as long as it may. */
  waited?: boolean;
}

/** A unit that waits for the database. */
export interface HeldUnit extends Unit {
  /** By the steady clock; after it the unit is spooled, or refused. */
  deadline: number;
  /** Why it could not be spooled. */
  refused?: Error;
}

/** The most that one batch may hold. */
export interface BatchLimits {
  entries: number;
  bytes: number;
}

/** Takes as much from the front of a list as fits in a batch; at least one. */
export function takeBatch(list: Waiting[], limits: BatchLimits): Waiting[] {
  let bytes = 0;
  let n = 0;
  while (n < list.length && n < limits.entries) {
    bytes += list[n].bytes;
    if (n > 0 && bytes > limits.bytes) {
      break;
    }
    n++;
  }
  return list.splice(0, n);
}
