type Range = readonly [from: number, to: number];

/** Adds a range to sorted ranges that do not touch each other. */
function merge(ranges: readonly Range[], [from, to]: Range): Range[] {
  const apart = ranges.filter(([a, b]) => b < from - 1 || a > to + 1);
  const near = ranges.filter(([a, b]) => b >= from - 1 && a <= to + 1);
  const whole: Range = [
    Math.min(from, ...near.map(([a]) => a)),
    Math.max(to, ...near.map(([, b]) => b)),
  ];
  return [...apart, whole].sort(([a], [b]) => a - b);
}

/** Blocks without their records, and the records that say that retention took them. */
export class Pruning {
  #pruned: Range[] = [];
  #allowed: Range[] = [];
  #count = 0;

  /** How many blocks have been pruned. */
  get count(): number {
    return this.#count;
  }

  /** A block is there without its records. */
  pruned(block: number): void {
    this.#count++;
    const last = this.#pruned.at(-1);
    if (last && last[1] === block - 1) {
      this.#pruned[this.#pruned.length - 1] = [last[0], block];
    } else {
      this.#pruned.push([block, block]);
    }
  }

  /** A sealed record says that retention pruned these. */
  allow(ranges: readonly Range[]): void {
    for (const range of ranges) {
      this.#allowed = merge(this.#allowed, range);
    }
  }

  /** Ranges that no record accounts for. */
  unaccounted(): Range[] {
    return this.#pruned.flatMap(range => this.#without(range));
  }

  #without([from, to]: Range): Range[] {
    const missing: Range[] = [];
    let next = from;
    for (const [a, b] of this.#allowed) {
      if (b >= next && a <= to) {
        if (a > next) {
          missing.push([next, a - 1]);
        }
        next = b + 1;
      }
    }
    return next <= to ? [...missing, [next, to]] : missing;
  }
}
