import type { Knex } from 'knex';
import { linesBetween, type Range } from './linesBetween';
import { recordText, type StoredRecord } from './recordText';
import { StoredFacet } from './StoredFacet';

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

/** A record whose facet is still to be looked up. */
interface Unread extends StoredRecord {
  /** Its numbers, with commas between. */
  facet: string;
}

/** Puts the texts of records together. Remembers names of events, which are few. */
export class RecordTexts {
  readonly #knex: Knex;
  readonly #facets = new Map<string, StoredFacet>();

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
    const range = { fromSeq, toSeq, limit };
    const lines = await linesBetween(this.#knex, LINE, range);
    return this.#toTexts(
      lines?.map(parseLine) ?? (await readRows(this.#knex, range)),
    );
  }

  /** @returns texts in the order of the rows */
  async of(rows: readonly TextRow[]): Promise<RecordBody[]> {
    return this.#toTexts(rows.map(toUnread));
  }

  async #toTexts(records: readonly Unread[]): Promise<RecordBody[]> {
    await this.#learn(records);
    const bodies: RecordBody[] = [];
    for (const record of records) {
      const facet = this.#facets.get(record.facet);
      if (facet) {
        bodies.push({ seq: record.seq, body: recordText(record, facet) });
      }
    }
    return bodies;
  }

  async #learn(records: readonly Unread[]): Promise<void> {
    const unknown = new Set<string>();
    for (const { facet } of records) {
      if (!this.#facets.has(facet)) {
        unknown.add(facet);
      }
    }
    if (unknown.size === 0) {
      return;
    }
    const events = [...unknown].map(facet => facet.split(',').map(Number)[0]);
    const names: Array<{ id: number; value: string }> = await this.#knex(
      'names',
    )
      .whereIn('id', [...new Set(events)])
      .select('id', 'value');
    const byId = new Map(names.map(({ id, value }) => [id, value]));
    for (const key of unknown) {
      const [id, outcome, severity, source, noise] = key.split(',').map(Number);
      const columns = { outcome, severity, source, noise: noise === 1 };
      const event = byId.get(id) ?? '';
      this.#facets.set(key, StoredFacet.create({ event, ...columns }));
    }
  }
}

function toUnread(row: TextRow): Unread {
  const { seq, at, event, outcome, severity, source, noise, body } = row;
  const numbers = [event, outcome, severity, source, Number(noise)];
  return { seq: Number(seq), at: Number(at), facet: numbers.join(','), body };
}

async function readRows(
  knex: Knex,
  { fromSeq, toSeq, limit }: Range,
): Promise<Unread[]> {
  const rows: TextRow[] = await knex('records')
    .whereBetween('seq', [fromSeq, toSeq])
    .orderBy('seq')
    .limit(limit)
    .select(textColumns);
  return rows.map(toUnread);
}

const LINE = `seq || ',' || at || ';' || event || ',' || outcome || ',' || severity || ',' ||
  source || ',' || CAST(noise AS int) || ';' || body`;

function parseLine(line: string): Unread {
  const comma = line.indexOf(',');
  const first = line.indexOf(';', comma);
  const second = line.indexOf(';', first + 1);
  return {
    seq: Number(line.slice(0, comma)),
    at: Number(line.slice(comma + 1, first)),
    facet: line.slice(first + 1, second),
    body: line.slice(second + 1),
  };
}
