import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { readHead, takePlaces, type Head, type Statement } from './head';
import { endedId, intentsDeletion, intentsInsertion } from './intents';
import { knownIdsInsertion } from './knownIds';
import type { PreparedRecord } from './prepareRecord';
import type { StoredBatch } from './storeBatch';

/** Where a batch of records has its place. */
export interface Place {
  firstSeq: number;
  at: number;
}

const run = (tx: Knex, { sql, bindings }: Statement) =>
  tx.raw(sql, [...bindings]);

/** Puts records into their places. */
export async function insertSqlite(
  tx: Knex,
  { firstSeq, at }: Place,
  records: readonly PreparedRecord[],
): Promise<void> {
  const rows = records.map((record, n) => [
    firstSeq + n,
    at,
    record.event,
    record.actor,
    record.outcome,
    record.severity,
    record.source,
    record.noise ? 1 : 0,
    record.digest,
    record.body,
  ]);
  await tx.raw(
    `INSERT INTO records (seq, at, event, actor, outcome, severity, source, noise, digest, body)
     SELECT ${rows[0]
       .map((_, n) => `json_extract(value, '$[${n}]')`)
       .join(', ')}
     FROM json_each(?)`,
    [JSON.stringify(rows)],
  );
  await insertTags(tx, firstSeq, records);
}

async function insertTags(
  tx: Knex,
  firstSeq: number,
  records: readonly PreparedRecord[],
): Promise<void> {
  const pairs = records
    .flatMap(({ tags }, n) => tags.map(tag => [tag, firstSeq + n]))
    .sort(([a], [b]) => a - b);
  await tx.raw(
    `INSERT INTO record_tags (tag, seq)
     SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)`,
    [JSON.stringify(pairs)],
  );
}

async function endIntents(tx: Knex, ids: readonly string[]): Promise<void> {
  const { sql, bindings } = intentsDeletion(tx, ids);
  const rows = rawRows<{ id: string }>(await tx.raw(sql, [...bindings]));
  if (rows.length === ids.length) {
    return;
  }
  const gone = new Set(rows.map(({ id }) => id));
  const early = ids.filter(id => !gone.has(id)).map(endedId);
  const ended = knownIdsInsertion(tx, early);
  await run(tx, {
    ...ended,
    sql: `${ended.sql} WHERE 1 = 1 ON CONFLICT DO NOTHING`,
  });
}

/**
 * To be run in a transaction.
 *
 * @returns where the log ends then
 * @throws where the batch is known already, on its primary key
 */
export async function storeSqlite(tx: Knex, batch: StoredBatch): Promise<Head> {
  const { batchIds, intents, completed, records } = batch;
  if (batchIds.length > 0) {
    await run(tx, knownIdsInsertion(tx, batchIds));
  }
  if (intents.length > 0) {
    await run(tx, intentsInsertion(tx, intents));
  }
  if (completed.length > 0) {
    await endIntents(tx, completed);
  }
  if (records.length === 0) {
    return readHead(tx);
  }
  const head = await takePlaces(tx, records.length);
  const firstSeq = head.seq - records.length + 1;
  await insertSqlite(tx, { firstSeq, at: head.at }, records);
  return head;
}
