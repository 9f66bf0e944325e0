import {
  auditOutcomes,
  auditSeverities,
  auditSources,
  type AuditDraft,
} from '@daytwo/backstage-plugin-audit-common';
import { isPostgres } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { tagKey } from './chunks';
import { eventName, facetText } from './facets';
import type { Names } from './Names';
import { draftText, recordText } from './recordText';
import { tagOf, tagsOf } from './tags';

/** A draft with all that can be made before its place is known. */
export interface PreparedRecord {
  event: number;
  actor: number;
  outcome: number;
  severity: number;
  source: number;
  noise: boolean;
  tags: number[];
  /** PostgreSQL finds it by this, SQLite by the columns. */
  facet: number;
  text: string;
}

/** Where a batch of records has its place. */
export interface Place {
  firstSeq: number;
  at: number;
}

/** @param names - which has learned the draft */
export function prepareRecord(draft: AuditDraft, names: Names): PreparedRecord {
  return {
    event: names.idOf('event', eventName(draft)),
    actor: names.idOf('actor', draft.actors[0].ref),
    outcome: auditOutcomes.indexOf(draft.outcome),
    severity: auditSeverities.indexOf(draft.severity),
    source: auditSources.indexOf(draft.source),
    noise: draft.noise === true,
    tags: tagsOf(draft),
    facet: tagOf('facet', facetText(draft)),
    text: draftText(draft),
  };
}

const columns = [
  ['seq', 'bigint'],
  ['event', 'int'],
  ['actor', 'int'],
  ['outcome', 'smallint'],
  ['severity', 'smallint'],
  ['source', 'smallint'],
  ['noise', 'boolean'],
  ['tags', 'text'],
  ['body', 'text'],
] as const;

async function insertPostgres(
  tx: Knex,
  { firstSeq, at }: Place,
  records: readonly PreparedRecord[],
): Promise<void> {
  const seqs = records.map((_, index) => firstSeq + index);
  const values = {
    ...listsOf(records),
    seq: seqs,
    tags: records.map((record, n) => keysOf(record, seqs[n])),
    body: records.map(({ text }, n) => recordText(seqs[n], at, text)),
  };
  await tx.raw(
    `INSERT INTO records (seq, at, event, actor, outcome, severity, source, noise, tags, body)
     SELECT b.seq, ?::bigint, b.event, b.actor, b.outcome, b.severity, b.source, b.noise, b.tags::int[], b.body
     FROM unnest(${columns.map(([, type]) => `?::${type}[]`).join(', ')})
       AS b(${columns.map(([name]) => name).join(', ')})`,
    [at, ...columns.map(([name]) => values[name])],
  );
}

/** Keys in the index, as the text of an array. */
function keysOf({ tags, facet }: PreparedRecord, seq: number): string {
  return `{${[facet, ...tags].map(tag => tagKey(tag, seq)).join(',')}}`;
}

function listsOf(records: readonly PreparedRecord[]) {
  return {
    event: records.map(record => record.event),
    actor: records.map(record => record.actor),
    outcome: records.map(record => record.outcome),
    severity: records.map(record => record.severity),
    source: records.map(record => record.source),
    noise: records.map(record => record.noise),
  };
}

async function insertSqlite(
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
    recordText(firstSeq + n, at, record.text),
  ]);
  await tx.raw(
    `INSERT INTO records (seq, at, event, actor, outcome, severity, source, noise, body)
     SELECT ${rows[0]
       .map((_, n) => `json_extract(value, '$[${n}]')`)
       .join(', ')}
     FROM json_each(?)`,
    [JSON.stringify(rows)],
  );
  await insertSqliteTags(tx, firstSeq, records);
}

async function insertSqliteTags(
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

/** Puts records into their places. */
export function insertRecords(
  tx: Knex,
  place: Place,
  records: readonly PreparedRecord[],
): Promise<void> {
  return isPostgres(tx)
    ? insertPostgres(tx, place, records)
    : insertSqlite(tx, place, records);
}
