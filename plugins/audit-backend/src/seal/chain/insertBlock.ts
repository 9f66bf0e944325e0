import { rawRows } from '@daytwo/node-kit';
import type { BlockHeader } from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';

/** A block that is to be the next one. */
export interface NewBlock {
  header: BlockHeader;
  text: string;
  hash: string;
  signature: string;
}

/**
 * Puts a block at the end of the chain.
 *
 * @returns false where another replica was first, or the block before is not
 * what it was
 */
export async function insertBlock(
  tx: Knex,
  { header, text, hash, signature }: NewBlock,
): Promise<boolean> {
  const { block, firstSeq, lastSeq, sealedAt, previous } = header;
  const inserted = rawRows(
    await tx.raw(
      `INSERT INTO blocks (block, first_seq, last_seq, header, hash, signature, sealed_at)
       SELECT CAST(? AS bigint), CAST(? AS bigint), CAST(? AS bigint),
              CAST(? AS text), CAST(? AS text), CAST(? AS text), CAST(? AS bigint)
       WHERE CAST(? AS bigint) = 1
          OR EXISTS (SELECT 1 FROM blocks WHERE block = ? AND hash = ?)
       ON CONFLICT (block) DO NOTHING
       RETURNING block`,
      [
        ...[block, firstSeq, lastSeq, text, hash, signature],
        ...[Date.parse(sealedAt), block, block - 1, previous],
      ],
    ),
  );
  return inserted.length > 0;
}
