import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import type { AuditIntent, LogEntry } from './LogEntry';

/** Entries by what is to be done. */
export interface SplitEntries {
  intents: AuditIntent[];
  /** Ids of intents that are no more. */
  completed: string[];
  drafts: AuditDraft[];
}

/** An action that began and ended in the same batch needs no note of its beginning. */
export function splitEntries(entries: readonly LogEntry[]): SplitEntries {
  const intents = new Map<string, AuditIntent>();
  const completed: string[] = [];
  const drafts: AuditDraft[] = [];
  for (const entry of entries) {
    if (entry.kind === 'intent') {
      intents.set(entry.intent.id, entry.intent);
    } else {
      drafts.push(entry.draft);
      if (entry.intentId !== undefined && !intents.delete(entry.intentId)) {
        completed.push(entry.intentId);
      }
    }
  }
  return { intents: [...intents.values()], completed, drafts };
}
