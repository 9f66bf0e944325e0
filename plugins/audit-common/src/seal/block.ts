/**
 * A block of the seal. Blocks follow each other without a gap: `firstSeq` is one
 * more than the `lastSeq` before, `since` is the `sealedAt` before. A minute in
 * which nothing happened is thus covered too, and proved to be empty.
 *
 * @public
 */
export interface BlockHeader {
  v: 1;
  /** 1, 2, 3 and so on. */
  block: number;
  firstSeq: number;
  lastSeq: number;
  /** Covers what was recorded after this instant, ISO 8601 in UTC. */
  since: string;
  sealedAt: string;
  /** Merkle tree hash of the records, RFC 6962 §2.1 with SHA-256; hex. */
  root: string;
  /** SHA-256 of the text of the header before, hex; 64 zeros in the first. */
  previous: string;
  /** Id of the key that signed: the first 16 hex digits of the SHA-256 of its SPKI form. */
  key: string;
}

/** The header before the first. @public */
export const GENESIS = '0'.repeat(64);

/** What is put before a header's text when it is signed, so that the signature is good for nothing else. @public */
export const BLOCK_SIGNATURE_CONTEXT = 'daytwo-audit-block-v1\n';

/** The text of a header that is hashed and signed: its fields in this order, without spaces. @public */
export function blockText(header: BlockHeader): string {
  const { v, block, firstSeq, lastSeq, since, sealedAt, root, previous, key } =
    header;
  return JSON.stringify({
    v,
    block,
    firstSeq,
    lastSeq,
    since,
    sealedAt,
    root,
    previous,
    key,
  });
}
