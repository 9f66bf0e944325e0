import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { Slicer } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { digestText } from '../merkle/recordLeaf';
import { leafHash } from '../merkle/tree';
import { columnProblem } from './columnProblem';
import type { Problem } from './Findings';
import { readRows, type LoggedRecord } from './readRows';

/** What {@link RecordWalk.walk} goes through. */
export interface Stretch {
  from: number;
  to: number;
  /** No record is earlier or later; ISO 8601. */
  since: string;
  until: string;
  complain: (problem: Omit<Problem, 'block'>) => void;
}

/** Goes through records one by one and looks at their places, times and columns. */
export class RecordWalk {
  readonly #db: Knex;
  readonly #slicer = new Slicer();

  private constructor(db: Knex) {
    this.#db = db;
  }

  static create(db: Knex): RecordWalk {
    return new RecordWalk(db);
  }

  /** @returns hashes of the records that are there */
  async walk(stretch: Stretch): Promise<string[]> {
    const { from, to, complain } = stretch;
    const hashes: string[] = [];
    let expected = from;
    let earliest = stretch.since;
    for await (const row of readRows(this.#db, from, to)) {
      missing(expected, row.seq - 1, complain);
      if (row.seq < expected) {
        // The root tells whether it is the first one that is sealed.
        complain({ seq: row.seq, message: 'It is there twice' });
        continue;
      }
      expected = row.seq + 1;
      const { head, digest } = digestText(row.body);
      hashes.push(leafHash(head + digest));
      if (digest !== row.digest) {
        const message =
          'Its text is not what was written: its digest is another one';
        complain({ seq: row.seq, message });
      }
      earliest = look(row, earliest, stretch);
      await this.#slicer.breathe();
    }
    missing(expected, to, complain);
    return hashes;
  }
}

function missing(
  from: number,
  to: number,
  complain: Stretch['complain'],
): void {
  if (from <= to) {
    const message =
      from === to
        ? 'The record was deleted'
        : `The records ${from} to ${to} were deleted`;
    complain({ seq: from, message });
  }
}

function parse(body: string): AuditRecord | undefined {
  try {
    return JSON.parse(body) as AuditRecord;
  } catch {
    return undefined;
  }
}

/** Looks at one record. @returns its time, where it can be believed */
function look(row: LoggedRecord, earliest: string, stretch: Stretch): string {
  const { seq } = row;
  const record = parse(row.body);
  const complain = (message: string) => stretch.complain({ seq, message });
  if (!record || record.seq !== seq) {
    complain(record ? `It says that it is ${record.seq}` : 'It is no JSON');
    return earliest;
  }
  const columns = columnProblem(row, record);
  if (columns) {
    complain(columns);
  }
  if (record.at < earliest || record.at > stretch.until) {
    complain(
      `It is of ${record.at}, where it must be between ${earliest} and ${stretch.until}: a clock was moved`,
    );
    return earliest;
  }
  return record.at;
}
