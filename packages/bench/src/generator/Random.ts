/** FNV-1a, 32 bits: spreads the parts of a seed. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  }
  return value >>> 0;
}

/**
 * Random numbers that are the same for the same seed, on any machine: the
 * generator mulberry32. Not for secrets.
 *
 * @internal
 */
export class Random {
  #state: number;

  private constructor(state: number) {
    this.#state = state;
  }

  /** A sequence of its own for each combination of parts, such as a seed, a purpose and an index. */
  static of(...parts: ReadonlyArray<string | number>): Random {
    return new Random(hash(parts.join('\u0000')));
  }

  /** From 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)];
  }

  /** Some of the items, each at most once, in a random order. */
  sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items];
    const taken = Math.min(count, rest.length);
    for (let at = 0; at < taken; at++) {
      const other = this.int(at, rest.length - 1);
      [rest[at], rest[other]] = [rest[other], rest[at]];
    }
    return rest.slice(0, taken);
  }
}
