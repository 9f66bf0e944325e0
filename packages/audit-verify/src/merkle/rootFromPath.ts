import { nodeHash } from './hashes';

/** What {@link rootFromPath} works with. */
export interface InclusionProof {
  leaf: Buffer;
  /** Place of the leaf, from 0. */
  index: number;
  /** How many leaves the tree has. */
  size: number;
  /** Hashes from the leaf to the root, RFC 6962 §2.1.1. */
  path: readonly Buffer[];
}

/**
 * The root that an audit path leads to, as RFC 9162 §2.1.3.2 computes it;
 * undefined where the path has not the length that the place asks for.
 */
export function rootFromPath(proof: InclusionProof): Buffer | undefined {
  let place = proof.index;
  let last = proof.size - 1;
  let node = proof.leaf;
  for (const sibling of proof.path) {
    if (last === 0) {
      return undefined;
    }
    if (place % 2 === 1 || place === last) {
      node = nodeHash(sibling, node);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      node = nodeHash(node, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 ? node : undefined;
}
