import { readPublicKey, type PublicKey } from '../format/signatures';

/** A change of key, as the record says that the old key sealed. */
export interface KeyRotation {
  from: string;
  to: string;
  publicKey: string;
}

/**
 * The key that must sign: that of the first block, then whatever a rotation that
 * was sealed by it names. A key that merely lies in the export is worth nothing.
 */
export class KeyPath {
  readonly #known = new Map<string, PublicKey>();
  readonly #roots: ReadonlySet<string>;
  /** Ids of keys of which there is a signature. */
  readonly #signed = new Set<string>();
  /** Ids in the order in which they signed. */
  readonly path: string[] = [];

  constructor(roots: readonly PublicKey[]) {
    roots.forEach(root => this.#known.set(root.id, root));
    this.#roots = new Set(roots.map(root => root.id));
  }

  /** Learns a key. @returns what is wrong with it */
  learn(id: string, pem: string): string | undefined {
    try {
      const key = readPublicKey(pem);
      if (key.id !== id) {
        return `the key that is called ${id} is ${key.id}`;
      }
      this.#known.set(id, this.#known.get(id) ?? key);
      return undefined;
    } catch (error) {
      return `key ${id} cannot be read: ${(error as Error).message}`;
    }
  }

  /** The key that signs what comes next; undefined with the reason where this one may not. */
  mayBeSignedBy(id: string): { key: PublicKey } | { problem: string } {
    const key = this.#known.get(id);
    const current = this.path.at(-1);
    if (!key) {
      return { problem: `is signed by the unknown key ${id}` };
    }
    if (current !== undefined && current !== id) {
      const why = this.path.includes(id)
        ? 'which was retired before'
        : `and no record that ${current} sealed says so`;
      return { problem: `is signed by key ${id}, ${why}` };
    }
    return { key };
  }

  /** A block, or a witness, was signed by a key that may. */
  signedBy(id: string): void {
    this.#signed.add(id);
    if (this.path.length === 0) {
      this.path.push(id);
    }
  }

  /**
   * A sound block has a record of a change. Only the key that signed it can hand
   * over, and once: nobody else's consent is in it.
   *
   * @param signer - of the block
   * @returns what is wrong with it
   */
  rotate(
    { from, to, publicKey }: KeyRotation,
    signer: string,
  ): string | undefined {
    if (to === this.path.at(-1)) {
      return undefined; // told twice, by who was killed in between
    }
    const current = this.path.at(-1);
    if (from !== current || from !== signer || this.path.includes(to)) {
      return `a change from key ${from} to ${to} cannot follow ${current}, in a block signed by ${signer}`;
    }
    const problem = this.learn(to, publicKey);
    if (!problem) {
      this.path.push(to);
    }
    return problem;
  }

  /** Keys that signed, and whether they hang together with those that the user gave. */
  summary(): { keys: PublicKey[]; given: boolean; trusted: boolean } {
    const keys = this.path.flatMap(id => this.#known.get(id) ?? []);
    const trusted = this.path.some(
      id => this.#roots.has(id) && this.#signed.has(id),
    );
    return { keys, given: this.#roots.size > 0, trusted };
  }
}
