import { hash } from 'node:crypto';

const LEAF = 0;
const NODE = 1;
const HASH_BYTES = 32;

/** Hash of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_TREE = sha256(Buffer.alloc(0));

/** SHA-256 of bytes. */
export function sha256(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer');
}

let scratch = Buffer.alloc(64 * 1024);

/** Hash of a leaf, RFC 6962 §2.1: SHA-256 of a zero byte and the text in UTF-8. */
export function leafHash(text: string): Buffer {
  const most = text.length * 3 + 1;
  if (scratch.length < most) {
    scratch = Buffer.alloc(most * 2);
  }
  scratch[0] = LEAF;
  const length = scratch.write(text, 1, 'utf8');
  return sha256(scratch.subarray(0, length + 1));
}

/**
 * Leaf of a record: its text up to the end of the first string in it, which is
 * its time, with the comma; then the SHA-256 of the rest, base64.
 */
export function recordLeaf(text: string): Buffer {
  const end = text.indexOf('",') + 2;
  return leafHash(
    text.slice(0, end) + hash('sha256', text.slice(end), 'base64'),
  );
}

const pair = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

/** Hash of an inner node, RFC 6962 §2.1. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(pair, 1);
  right.copy(pair, 1 + HASH_BYTES);
  return sha256(pair);
}
