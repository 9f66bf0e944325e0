import { takeBatch, type BatchLimits, type Waiting } from './waiting';

/** Entries on their way to the database, in order. */
export class Queue {
  readonly #members: Waiting[] = [];
  #bytes = 0;

  get length(): number {
    return this.#members.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(members: readonly Waiting[]): void {
    for (const member of members) {
      this.#members.push(member);
      this.#bytes += member.bytes;
    }
  }

  /** As much as fits in a batch; at least one. */
  take(limits: BatchLimits): Waiting[] {
    const members = takeBatch(this.#members, limits);
    this.#bytes -= members.reduce((sum, { bytes }) => sum + bytes, 0);
    return members;
  }

  takeAll(): Waiting[] {
    this.#bytes = 0;
    return this.#members.splice(0);
  }
}
