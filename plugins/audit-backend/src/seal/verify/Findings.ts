import type { Verification } from '@daytwo/backstage-plugin-audit-common';

/** Something that is not as it was written. */
export type Problem = Verification['problems'][number];

const MOST = 100;

/** What was found; no more than the first hundred are kept. */
export class Findings {
  readonly problems: Problem[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(problem: Problem): void {
    this.#count++;
    if (this.#count <= MOST) {
      this.problems.push(problem);
    } else if (this.#count === MOST + 1) {
      this.problems.push({ message: 'There are more problems than these' });
    }
  }
}
