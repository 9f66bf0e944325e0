import type { Knex } from 'knex';
import { recordText, type StoredRecord } from './recordText';

/** The text of a record, and its place. */
export interface RecordBody {
  seq: number;
  body: string;
}

/** Columns that the text of a record is made of. */
export const textColumns = [
  'seq',
  'at',
  'event',
  'outcome',
  'severity',
  'source',
  'noise',
  'body',
] as const;

/** No record has a later place. */
export const NEWEST = Number.MAX_SAFE_INTEGER;

/** {@link textColumns} as the database gives them. */
export interface TextRow {
  seq: number | string;
  at: number | string;
  event: number;
  outcome: number;
  severity: number;
  source: number;
  noise: boolean | number;
  body: string;
}

/** Puts the texts of records together. Remembers the names of events, which are few. */
export class RecordTexts {
  readonly #knex: Knex;
  readonly #events = new Map<number, string>();

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): RecordTexts {
    return new RecordTexts(knex);
  }

  /** Reads records in their order, first and last place included. */
  async between(
    fromSeq: number,
    toSeq: number,
    limit: number,
  ): Promise<RecordBody[]> {
    const rows: TextRow[] = await this.#knex('records')
      .whereBetween('seq', [fromSeq, toSeq])
      .orderBy('seq')
      .limit(limit)
      .select(textColumns);
    return this.of(rows);
  }

  /** @returns texts in the order of the rows */
  async of(rows: readonly TextRow[]): Promise<RecordBody[]> {
    await this.#learn(rows);
    return rows.map(row => {
      const seq = Number(row.seq);
      return { seq, body: recordText(this.#toStored(row, seq)) };
    });
  }

  #toStored(row: TextRow, seq: number): StoredRecord {
    const { outcome, severity, source, noise, body } = row;
    const event = this.#events.get(row.event) ?? '';
    const at = Number(row.at);
    const columns = { outcome, severity, source, noise: Boolean(noise) };
    return { seq, at, event, ...columns, body };
  }

  async #learn(rows: readonly TextRow[]): Promise<void> {
    const unknown = new Set<number>();
    for (const { event } of rows) {
      if (!this.#events.has(event)) {
        unknown.add(event);
      }
    }
    if (unknown.size > 0) {
      const names: Array<{ id: number; value: string }> = await this.#knex(
        'names',
      )
        .whereIn('id', [...unknown])
        .select('id', 'value');
      names.forEach(({ id, value }) => this.#events.set(id, value));
    }
  }
}
