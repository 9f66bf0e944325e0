import { hash } from 'crypto';

/*
 * Merkle trees of RFC 6962 §2.1 with SHA-256. They are built level by level: two
 * neighbours become one node, and one that is left over goes up as it is, which
 * is the same as splitting at the largest power of two.
 */

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

function sha256(...parts: Buffer[]): Buffer {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}

/** Hash of a record's text as a leaf. */
export function leafHash(body: string): Buffer {
  return sha256(LEAF, Buffer.from(body, 'utf8'));
}

function levelAbove(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let left = 0; left < level.length; left += 2) {
    const right = level[left + 1];
    above.push(right ? sha256(NODE, level[left], right) : level[left]);
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
  return level[0] ?? sha256();
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
