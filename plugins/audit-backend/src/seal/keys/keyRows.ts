import type { Knex } from 'knex';

/** A key of the seal, without its secret. */
export interface StoredKey {
  id: string;
  /** SPKI, PEM. */
  publicKey: string;
  /** Milliseconds since the epoch; of one that is yet to take over, when it was made. */
  since: number;
  retiredAt?: number;
  /** Where its private part is. */
  source: 'config' | 'generated';
}

/** A row of the table `keys`. */
export interface KeyRow {
  id: string;
  public_key: string;
  private_key: string | null;
  since: number | string;
  retired_at: number | string | null;
}

/** All keys, in the order in which they sign. */
export async function listKeys(db: Knex): Promise<KeyRow[]> {
  return db<KeyRow>('keys').orderBy('since').orderBy('id');
}

/** A row without its secret. */
export function toStoredKey(row: KeyRow): StoredKey {
  const { id, public_key: publicKey, since, retired_at: retiredAt } = row;
  return {
    id,
    publicKey,
    since: Number(since),
    source: row.private_key === null ? 'config' : 'generated',
    ...(retiredAt === null ? {} : { retiredAt: Number(retiredAt) }),
  };
}

/** Keeps a key; with its secret only where the config has it not. */
export async function insertKey(
  tx: Knex,
  key: { id: string; publicKey: string; secret?: string; since: number },
): Promise<void> {
  await tx('keys')
    .insert({
      id: key.id,
      public_key: key.publicKey,
      private_key: key.secret ?? null,
      since: key.since,
      retired_at: null,
    })
    .onConflict('id')
    .ignore();
}
