import type { Knex } from 'knex';
import { readHead } from '../../log/head';
import { chainEnd, type ChainEnd } from '../chain/blocks';
import type { StoredKey } from '../keys/keyRows';
import type { KeyStore } from '../keys/KeyStore';
import type { SealKey } from '../keys/SealKey';

/** The log at an instant, and the key that signs what is exported of it. */
export interface Snapshot {
  end: ChainEnd;
  /** Last record that was in the log. */
  lastSeq: number;
  key: SealKey;
  keys: StoredKey[];
}

/** The key must be the one that the chain, as far as it is exported, leads to. */
export async function takeSnapshot(
  knex: Knex,
  keys: KeyStore,
): Promise<Snapshot> {
  for (;;) {
    const key = await keys.active();
    const end = await chainEnd(knex);
    const known = await keys.list();
    if ((await keys.active()).id === key.id) {
      const { seq } = await readHead(knex);
      return { end, lastSeq: seq, key, keys: known };
    }
  }
}
