import {
  auditSources,
  type AuditSource,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { linesBetween } from './linesBetween';
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

/**
 * Digests of records in the order of the log, first and last place included,
 * page by page.
 *
 * @throws Error where one was edited so that it cannot be read
 */
export function readDigests(
  knex: Knex,
  fromSeq: number,
  toSeq: number,
): AsyncGenerator<RecordDigest[]> {
  const read = async (from: number) => {
    const range = { fromSeq: from, toSeq, limit: PAGE };
    const lines = await linesBetween(knex, LINE, range);
    if (!lines) {
      throw new Error(
        `A digest of the records ${from} to ${toSeq} was edited: it has a line break. Nothing can be sealed or proved until it is as it was, from a backup`,
      );
    }
    return lines.map(parseLine);
  };
  return readPages(read, fromSeq, toSeq);
}
