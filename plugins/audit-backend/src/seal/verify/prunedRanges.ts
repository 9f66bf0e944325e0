import { BLOCK_SIGNATURE_CONTEXT } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { listWitnesses, type Witness } from '../chain/witnesses';
import type { StoredKey } from '../keys/keyRows';
import { isSignedBy, readPublicKey } from '../keys/SealKey';
import { recordLeaf } from '../merkle/recordLeaf';
import { readSpecial, type BlockRange } from '../specialRecords';
import { parseHeader } from './parseHeader';

/** A block of one record has that record's hash as its root. */
function isProved(
  { header: text, signature, body }: Witness,
  keys: readonly StoredKey[],
): boolean {
  const header = parseHeader(text);
  const known = keys.find(({ id }) => id === header?.key);
  const key = known && readPublicKey(known.publicKey);
  const context = BLOCK_SIGNATURE_CONTEXT;
  return (
    body !== undefined &&
    key !== undefined &&
    recordLeaf(body) === header?.root &&
    isSignedBy(key, { context, text, signature })
  );
}

/** Blocks that sealed records say were pruned. */
export async function prunedRanges(
  db: Knex,
  keys: readonly StoredKey[],
): Promise<BlockRange[]> {
  const witnesses = await listWitnesses(db, ['retention']);
  return witnesses.flatMap(witness => {
    const body = witness.body;
    const special =
      typeof body === 'string' && isProved(witness, keys)
        ? readSpecial(body)
        : undefined;
    return special?.kind === 'retention' ? special.blocks : [];
  });
}

/** Whether one of the ranges has the block. */
export function isWithin(
  ranges: readonly BlockRange[],
  block: number,
): boolean {
  return ranges.some(([from, to]) => from <= block && block <= to);
}
