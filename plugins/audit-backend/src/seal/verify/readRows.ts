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

/** Without the one that is too many, unless somebody put it in at the place before. */
function pageOf(rows: readonly Row[]): readonly Row[] {
  const [last, more] = rows.slice(PAGE - 1);
  const isTwice = more && Number(more.seq) === Number(last.seq);
  return isTwice ? rows : rows.slice(0, PAGE);
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
      .limit(PAGE + 1)
      .select([...textColumns, 'digest'].map(name => `r.${name}`))
      .select({ eventName: 'e.value', actorName: 'a.value' });
    const page = pageOf(rows);
    const bodies = await texts.of(page);
    yield* page.map((row, n) => toRecord(row, bodies[n].body));
    if (rows.length <= PAGE) {
      return;
    }
    next = Number(page[page.length - 1].seq) + 1;
  }
}
