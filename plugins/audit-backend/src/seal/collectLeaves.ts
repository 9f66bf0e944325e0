import { Slicer } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { readDigests, type RecordDigest } from '../log/readDigests';
import { RecordTexts } from '../log/RecordTexts';
import { digestLeaf, digestText } from './merkle/recordLeaf';
import { readSpecial, type SpecialRecord } from './specialRecords';

/** Consecutive records that become a block. */
export interface Leaves {
  hashes: string[];
  /** Time of the last one, ms; 0 where there is none. */
  lastAt: number;
  /** It is the only one. */
  special?: SpecialRecord;
}

/**
 * Hashes records, first and last one included. A record that accounts for the
 * seal ends it: it has a block of its own.
 *
 * @throws Error where one is missing
 */
export async function collectLeaves(
  db: Knex,
  from: number,
  to: number,
): Promise<Leaves> {
  const leaves: Leaves = { hashes: [], lastAt: 0 };
  const slicer = new Slicer();
  const texts = RecordTexts.create(db);
  for await (const page of readDigests(db, from, to)) {
    for (const record of page) {
      requirePlace(record.seq, from + leaves.hashes.length);
      const special =
        record.source === 'system' ? await specialOf(record, texts) : undefined;
      if (special && leaves.hashes.length > 0) {
        return leaves;
      }
      leaves.hashes.push(digestLeaf(record));
      // What somebody edited may be no number.
      leaves.lastAt = record.at || leaves.lastAt;
      if (special) {
        return { ...leaves, special };
      }
    }
    await slicer.breathe();
  }
  requirePlace(to + 1, from + leaves.hashes.length);
  return leaves;
}

/** There are few of them. What is not what was written is not gone by. */
async function specialOf(
  { seq, digest }: RecordDigest,
  texts: RecordTexts,
): Promise<SpecialRecord | undefined> {
  const [{ body }] = await texts.between(seq, seq, 1);
  return digestText(body).digest === digest ? readSpecial(body) : undefined;
}

function requirePlace(seq: number, expected: number): void {
  if (seq < expected) {
    throw new Error(
      `Record ${seq} of the audit log is there twice: somebody put it in. Sealing stands still until the other one is gone`,
    );
  }
  if (seq !== expected) {
    throw new Error(
      `Record ${expected} of the audit log is missing: it was deleted before it was sealed. Sealing stands still until it is back, from a backup`,
    );
  }
}
