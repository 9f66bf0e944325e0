import type { Knex } from 'knex';
import { RecordTexts, textColumns, type TextRow } from '../../log/RecordTexts';

/** A record: the text that is hashed, and the columns that are searched. */
export interface LoggedRecord {
  seq: number;
  at: number;
  event: string | null;
  actor: string | null;
  outcome: number;
  severity: number;
  source: number;
  noise: boolean;
  digest: string;
  body: string;
}

const PAGE = 1000;

interface Row extends TextRow {
  digest: string;
  eventName: string | null;
  actorName: string | null;
}

function toRecord(row: Row, body: string): LoggedRecord {
  return {
    seq: Number(row.seq),
    at: Number(row.at),
    event: row.eventName,
    actor: row.actorName,
    outcome: Number(row.outcome),
    severity: Number(row.severity),
    source: Number(row.source),
    noise: Boolean(row.noise),
    digest: row.digest,
    body,
  };
}

/** Records in their order, first and last one included, with the names that they stand for. */
export async function* readRows(
  db: Knex,
  from: number,
  to: number,
): AsyncGenerator<LoggedRecord> {
  const texts = RecordTexts.create(db);
  for (let next = from; next <= to; ) {
    const rows: Row[] = await db('records as r')
      .leftJoin('names as e', 'e.id', 'r.event')
      .leftJoin('names as a', 'a.id', 'r.actor')
      .whereBetween('r.seq', [next, to])
      .orderBy('r.seq')
      .limit(PAGE)
      .select([...textColumns, 'digest'].map(name => `r.${name}`))
      .select({ eventName: 'e.value', actorName: 'a.value' });
    const bodies = await texts.of(rows);
    yield* rows.map((row, n) => toRecord(row, bodies[n].body));
    if (rows.length < PAGE) {
      return;
    }
    next = Number(rows[rows.length - 1].seq) + 1;
  }
}
