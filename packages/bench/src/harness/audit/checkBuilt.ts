import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { rawRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { Random } from '../../generator';
import {
  Names,
  prepareRecord,
  RecordTexts,
  tagKey,
  type TextRow,
} from '../../auditInternals';
import { checkEqual } from '../check';

const SOME = 500;

interface Row extends TextRow {
  digest: string;
  actor: number;
  tags: number[];
}

const ascending = (a: number, b: number) => a - b;

/** What the log itself would have stored for a record that is there. */
function builtOf(record: AuditRecord, names: Names) {
  const { seq, at } = record;
  const { tags, facet, body, ...columns } = prepareRecord(record, names);
  return {
    seq,
    at: Date.parse(at),
    ...columns,
    tags: [facet, ...tags].map(tag => tagKey(tag, seq)).sort(ascending),
    body,
  };
}

/**
 * Compares some records with what the log's own builder makes of the same text.
 *
 * @throws WrongResultError where one differs
 */
export async function checkBuilt(knex: Knex, seed: number): Promise<void> {
  const names = Names.create(knex);
  const random = Random.of(seed, 'built');
  const [{ last }] = await knex('records').max({ last: 'seq' });
  const seqs = Array.from({ length: SOME }, () => random.int(1, Number(last)));
  const rows = rawRows<Row>(
    await knex.raw('SELECT * FROM records WHERE seq = ANY(?)', [seqs]),
  );
  checkEqual('Records looked at', rows.length, new Set(seqs).size);
  const texts = await RecordTexts.create(knex).of(rows);
  const records = texts.map(({ body }) => JSON.parse(body) as AuditRecord);
  await names.learn(records, Date.now());
  rows.forEach((row, n) => {
    const { seq, at, tags, ...rest } = row;
    const { event, actor, outcome, severity, source, noise, digest, body } =
      rest;
    const found = {
      ...{ seq: Number(seq), at: Number(at) },
      ...{ event, actor, outcome, severity, source, noise, digest },
      tags: [...tags].sort(ascending),
      body,
    };
    checkEqual(`Record ${seq}`, found, builtOf(records[n], names));
  });
}
