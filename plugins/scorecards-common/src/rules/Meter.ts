import { ruleLimits } from './limits';
import { Unknown } from './values';

/** What a rule is when its data is too large. Nothing absorbs it. */
export const tooCostly = Unknown.cost(
  `the data is too large for this rule: more than ${ruleLimits.steps} steps`,
);

/** Counts the steps of one evaluation and stops it in time. */
export class Meter {
  #left: number = ruleLimits.steps;

  reset(): void {
    this.#left = ruleLimits.steps;
  }

  /** False when the budget is used up; then {@link tooCostly} is the answer. */
  spend(steps: number): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }

  get isEmpty(): boolean {
    return this.#left < 0;
  }
}
