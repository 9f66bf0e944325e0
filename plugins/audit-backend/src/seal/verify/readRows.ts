import type { Knex } from 'knex';

/** A record as it is stored: the text that is hashed, and what is searched. */
export interface StoredRecord {
  seq: number;
  at: number;
  event: string | null;
  actor: string | null;
  outcome: number;
  severity: number;
  source: number;
  noise: boolean;
  body: string;
}

const PAGE = 1000;

function toRecord(row: Record<keyof StoredRecord, unknown>): StoredRecord {
  return {
    seq: Number(row.seq),
    at: Number(row.at),
    event: row.event as string | null,
    actor: row.actor as string | null,
    outcome: Number(row.outcome),
    severity: Number(row.severity),
    source: Number(row.source),
    noise: Boolean(row.noise),
    body: String(row.body),
  };
}

/** Records in their order, first and last one included, with the names that they stand for. */
export async function* readRows(
  db: Knex,
  from: number,
  to: number,
): AsyncGenerator<StoredRecord> {
  for (let next = from; next <= to; ) {
    const rows = await db('records as r')
      .leftJoin('names as e', 'e.id', 'r.event')
      .leftJoin('names as a', 'a.id', 'r.actor')
      .whereBetween('r.seq', [next, to])
      .orderBy('r.seq')
      .limit(PAGE)
      .select('r.seq', 'r.at', 'r.outcome', 'r.severity', 'r.source')
      .select('r.noise', 'r.body', { event: 'e.value', actor: 'a.value' });
    yield* rows.map(toRecord);
    if (rows.length < PAGE) {
      return;
    }
    next = Number(rows[rows.length - 1].seq) + 1;
  }
}
