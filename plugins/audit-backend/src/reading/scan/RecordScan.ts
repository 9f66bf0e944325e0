import type { Condition } from '../conditions';
import { textColumns, type TextRow } from '../../log/RecordTexts';
import { raw } from '../sql';

/** Which records are looked for. */
export interface ScanQuery {
  condition: Condition;
  /** First place that counts. */
  from: number;
  /** First place that does not count any more. */
  below: number;
  /** Whether the newest come first, or the oldest. */
  order: 'newest' | 'oldest';
  limit: number;
}

/** A row as it is read; whether it meets the condition is still to be checked. */
export type Candidate = TextRow;

/** What is read of a row. */
export const candidateColumns = raw(
  textColumns.map(name => `r.${name}`).join(', '),
);

/** Finds records in the order asked for. Fewer than the limit means that there are no more. */
export interface RecordScan {
  find(query: ScanQuery): Promise<Candidate[]>;
}
