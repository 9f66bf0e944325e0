import type { ReadBlock } from './BlockChain';
import type { Problem } from './Problems';

/** A block's hash that was written down elsewhere. */
export interface Anchor {
  hash: string;
  /** Number of the block, where it is known. */
  block?: number;
}

/** Compares what was written down elsewhere with the blocks that go by. */
export class Anchors {
  readonly #anchors: readonly Anchor[];
  readonly #wanted: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  readonly #numbers = new Map<number, string>();
  #first: number | undefined;
  #last = 0;

  constructor(anchors: readonly Anchor[]) {
    this.#anchors = anchors;
    this.#wanted = new Set(anchors.map(({ hash }) => hash));
    for (const { block } of anchors) {
      if (block !== undefined) {
        this.#numbers.set(block, '');
      }
    }
  }

  /** Those that were found. */
  get found(): number {
    return this.#anchors.filter(anchor => this.#isFound(anchor)).length;
  }

  look({ header, hash }: ReadBlock): void {
    this.#first ??= header.block;
    this.#last = Math.max(this.#last, header.block);
    if (this.#wanted.has(hash)) {
      this.#seen.add(hash);
    }
    if (this.#numbers.has(header.block)) {
      this.#numbers.set(header.block, hash);
    }
  }

  /**
   * Anchors that contradict the export, and those that it says nothing about.
   *
   * @param isWhole - the export claims to go on to the end of the log
   */
  result(isWhole: boolean): { problems: Problem[]; notes: string[] } {
    const problems: Problem[] = [];
    const notes: string[] = [];
    const lost = this.#anchors.filter(anchor => !this.#isFound(anchor));
    for (const { hash, block } of lost) {
      const other = block === undefined ? undefined : this.#numbers.get(block);
      if (block === undefined) {
        problems.push({ message: `no block has the anchored hash ${hash}` });
      } else if (other) {
        const message = `the anchor says that its hash is ${hash}, here it is ${other}`;
        problems.push({ block, message });
      } else if (block > this.#last && isWhole) {
        const message = `the anchor proves that it was sealed, the export ends at block ${
          this.#last
        }`;
        problems.push({ block, message });
      } else {
        notes.push(`The anchor of block ${block} is not of this export`);
      }
    }
    return { problems, notes };
  }

  #isFound({ hash, block }: Anchor): boolean {
    return block === undefined
      ? this.#seen.has(hash)
      : this.#numbers.get(block) === hash;
  }
}
