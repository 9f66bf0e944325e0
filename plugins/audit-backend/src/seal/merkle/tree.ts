import { hash } from 'crypto';

/*
 * Merkle trees of RFC 6962 §2.1 with SHA-256. They are built level by level: two
 * neighbours become one node, and one that is left over goes up as it is, which
 * is the same as splitting at the largest power of two.
 */

const HASH_BYTES = 32;
const LEAF = '\0';
const NODE = 1;

/** SHA-256, hexadecimal: a buffer for each would cost more than what is hashed. */
const sha256 = (data: string | Buffer) => hash('sha256', data, 'hex');

/** Hash of a text, in UTF-8, as a leaf. */
export function leafHash(text: string): string {
  return sha256(LEAF + text);
}

/** Used again and again, as a log has as many nodes as records. */
const node = Buffer.alloc(1 + 2 * HASH_BYTES, NODE);

function nodeHash(left: string, right: string): string {
  node.write(left, 1, 'hex');
  node.write(right, 1 + HASH_BYTES, 'hex');
  return sha256(node);
}

function levelAbove(level: readonly string[]): string[] {
  const above: string[] = [];
  for (let left = 0; left < level.length; left += 2) {
    const right = level[left + 1];
    above.push(right ? nodeHash(level[left], right) : level[left]);
  }
  return above;
}

/** All levels of the tree of some leaves, from the leaves to the root. */
export function treeLevels(leaves: readonly string[]): string[][] {
  const levels: string[][] = [[...leaves]];
  for (let level = levels[0]; level.length > 1; ) {
    level = levelAbove(level);
    levels.push(level);
  }
  return levels;
}

/** Root of the tree of some leaves; of none, SHA-256 of nothing. */
export function merkleRoot(leaves: readonly string[]): string {
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
  levels: ReadonlyArray<readonly string[]>,
  index: number,
): string[] {
  const path: string[] = [];
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
