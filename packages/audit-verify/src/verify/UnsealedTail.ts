import type { Complain } from './OpenBlock';
import { placeProblem } from './placeProblem';
import { readRecord } from './records';

/** Records after the last block: nothing proves them, but their order can be looked at. */
export class UnsealedTail {
  readonly #complain: Complain;
  #next: { seq: number; at: string } | undefined;
  #count = 0;

  constructor(complain: Complain) {
    this.#complain = complain;
  }

  get count(): number {
    return this.#count;
  }

  /**
   * @param after - what the last block leaves off with
   * @param mayJump - not all records are there
   */
  add(
    body: string,
    after: { seq: number; at: string },
    mayJump: boolean,
  ): void {
    this.#count++;
    const next = (this.#next ??= { ...after });
    const record = readRecord(body);
    if (!record) {
      this.#complain('is not a record', next.seq++);
      return;
    }
    const isJump = mayJump && record.seq > next.seq;
    const problem = isJump ? undefined : placeProblem(record.seq, next.seq);
    if (problem) {
      this.#complain(problem, record.seq);
    }
    if (record.at < next.at) {
      const message = `is of ${record.at}, before ${next.at}: a clock was moved`;
      this.#complain(message, record.seq);
    }
    next.seq = Math.max(next.seq, record.seq + 1);
    next.at = record.at > next.at ? record.at : next.at;
  }
}
