import type { AuditSeverity } from '@daytwo/backstage-plugin-audit-common';
import type { AppendOptions, AuditIntent, LogEntry } from '../log/LogEntry';
import type { Presence } from '../log/writers';

/** Entries that are stored together or not at all, and once however often they are delivered. */
export interface Batch {
  id: string;
  entries: readonly LogEntry[];
}

/** Where entries end up: the log in the database. */
export interface AuditSink {
  /** One transaction: all or nothing, `along` too. See {@link AppendOptions}. */
  append(
    entries: readonly LogEntry[],
    options?: AppendOptions,
  ): Promise<unknown>;
  /** Ids of batches among these that are stored already. */
  known(batchIds: readonly string[]): Promise<readonly string[]>;
  /** These processes are there, or their spools. */
  seen?(writers: readonly Presence[]): Promise<void>;
  /** This one ends. */
  left?(writer: Presence): Promise<void>;
}

/** What an entry says about the action. */
export function draftOf(entry: LogEntry): AuditIntent['draft'] {
  return entry.kind === 'intent' ? entry.intent.draft : entry.draft;
}

/** Severity that decides what happens where an entry cannot be stored. */
export function severityOf(entry: LogEntry): AuditSeverity {
  return draftOf(entry).severity;
}
