import { hash } from 'crypto';

/*
 * Merkle trees of RFC 6962 §2.1 with SHA-256. They are built level by level: two
 * neighbours become one node, and one that is left over goes up as it is, which
 * is the same as splitting at the largest power of two.
 */

const HASH_BYTES = 32;
const LEAF = '\0';
const NODE = 1;

const sha256 = (data: string | Buffer) => hash('sha256', data, 'buffer');

/** Hash of a record's text, in UTF-8, as a leaf. */
export function leafHash(body: string): Buffer {
  return sha256(LEAF + body);
}

/** Used again and again, as a log has as many nodes as records. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

function nodeHash(left: Buffer, right: Buffer): Buffer {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let left = 0; left < level.length; left += 2) {
    const right = level[left + 1];
    above.push(right ? nodeHash(level[left], right) : level[left]);
  }
  return above;
}

/** All levels of the tree of some leaves, from the leaves to the root. */
export function treeLevels(leaves: readonly Buffer[]): Buffer[][] {
  const levels: Buffer[][] = [[...leaves]];
  for (let level = levels[0]; level.length > 1; ) {
    level = levelAbove(level);
    levels.push(level);
  }
  return levels;
}

/** Root of the tree of some leaves; of none, SHA-256 of nothing. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  let level = leaves;
  while (level.length > 1) {
    level = levelAbove(level);
  }
  return level[0] ?? sha256('');
}

/**
 * What is hashed with a leaf, and with what comes of that, up to the root: RFC
 * 6962 §2.1.1.
 */
export function auditPath(
  levels: ReadonlyArray<readonly Buffer[]>,
  index: number,
): Buffer[] {
  const path: Buffer[] = [];
  let place = index;
  for (const level of levels) {
    const sibling = level[place % 2 === 0 ? place + 1 : place - 1];
    if (sibling) {
      path.push(sibling);
    }
    place = Math.floor(place / 2);
  }
  return path;
}
