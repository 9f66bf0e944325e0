import { ruleLimits } from './limits';
import type { RuleProblem } from './types';

/** A place in the text of a rule. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What is known of a problem besides its place. */
export type ProblemInfo = Pick<
  RuleProblem,
  'code' | 'message' | 'found' | 'expected'
>;

/** Collects the problems of one rule and finds line and column of each. */
export class RuleProblems {
  readonly #text: string;
  readonly #problems: RuleProblem[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  get all(): RuleProblem[] {
    return this.#problems;
  }

  /** By place in the text. */
  sorted(): RuleProblem[] {
    return [...this.#problems].sort((a, b) => a.start - b.start);
  }

  add(place: Place, info: ProblemInfo): void {
    if (this.#problems.length >= ruleLimits.problems) return;
    const start = Math.min(place.start, this.#text.length);
    const end = Math.min(Math.max(place.end, start), this.#text.length);
    const before = this.#text.slice(0, start);
    const line = before.split('\n').length;
    const column = start - before.lastIndexOf('\n');
    this.#problems.push({ ...info, start, end, line, column });
  }
}
