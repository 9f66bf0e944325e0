import {
  auditSources,
  type AuditSource,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { linesBetween, type Range } from './linesBetween';
import { PAGE, readPages } from './readBodies';

/** A record without what it says. */
export interface RecordDigest {
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** Undefined where somebody edited the number. */
  source: AuditSource | undefined;
  /** See `StoredText`. */
  digest: string;
}

interface DigestRow {
  seq: number | string;
  at: number | string;
  source: number;
  digest: string;
}

const LINE = `seq || ',' || at || ',' || source || ',' || digest`;

function parseLine(line: string): RecordDigest {
  const [seq, at, source, digest] = line.split(',');
  return {
    seq: Number(seq),
    at: Number(at),
    source: auditSources[Number(source)],
    digest,
  };
}

async function readRows(
  knex: Knex,
  { fromSeq, toSeq, limit }: Range,
): Promise<RecordDigest[]> {
  const rows: DigestRow[] = await knex('records')
    .whereBetween('seq', [fromSeq, toSeq])
    .orderBy('seq')
    .limit(limit)
    .select('seq', 'at', 'source', 'digest');
  return rows.map(({ seq, at, source, digest }) => ({
    seq: Number(seq),
    at: Number(at),
    source: auditSources[source],
    digest,
  }));
}

/**
 * Digests of records in the order of the log, first and last place included,
 * page by page. One that was edited is as it is.
 */
export function readDigests(
  knex: Knex,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<RecordDigest[]> {
  const read = async (from: number) => {
    const range = { fromSeq: from, toSeq, limit: PAGE };
    const lines = await linesBetween(knex, LINE, range);
    return lines?.map(parseLine) ?? readRows(knex, range);
  };
  return readPages(read, fromSeq, toSeq);
}
