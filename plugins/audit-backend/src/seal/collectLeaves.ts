import { Slicer } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { readPages } from '../log/readBodies';
import { leafHash } from './merkle/tree';
import { readSpecial, type SpecialRecord } from './specialRecords';

/** Consecutive records that become a block. */
export interface Leaves {
  hashes: string[];
  lastBody: string;
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
  const leaves: Leaves = { hashes: [], lastBody: '' };
  const slicer = new Slicer();
  for await (const page of readPages(db, from, to)) {
    for (const { seq, source, body } of page) {
      requirePlace(seq, from + leaves.hashes.length);
      const special = source === 'system' ? readSpecial(body) : undefined;
      if (special && leaves.hashes.length > 0) {
        return leaves;
      }
      leaves.hashes.push(leafHash(body));
      leaves.lastBody = body;
      if (special) {
        return { ...leaves, special };
      }
    }
    await slicer.breathe();
  }
  requirePlace(to + 1, from + leaves.hashes.length);
  return leaves;
}

function requirePlace(seq: number, expected: number): void {
  if (seq !== expected) {
    throw new Error(
      `Record ${expected} of the audit log is missing: it was deleted before it was sealed. Sealing stands still until it is back, from a backup`,
    );
  }
}
