import { EMPTY_TREE, nodeHash } from './hashes';

/**
 * Merkle tree hash of RFC 6962 §2.1, leaf by leaf. It keeps the roots of the full
 * subtrees only, one for each bit of the number of leaves.
 */
export class TreeHash {
  readonly #subtrees: Buffer[] = [];
  #size = 0;

  /** How many leaves there are. */
  get size(): number {
    return this.#size;
  }

  append(leaf: Buffer): void {
    let node = leaf;
    for (let bits = this.#size; bits % 2 === 1; bits = Math.floor(bits / 2)) {
      node = nodeHash(this.#subtrees.pop() ?? node, node);
    }
    this.#subtrees.push(node);
    this.#size++;
  }

  /** Hash of the tree as it is now. */
  root(): Buffer {
    if (this.#size === 0) {
      return EMPTY_TREE;
    }
    return this.#subtrees.reduceRight((right, left) => nodeHash(left, right));
  }
}
