/** Something that is not as it was written. */
export interface Problem {
  /** Line of the export, from 1. */
  line?: number;
  block?: number;
  seq?: number;
  message: string;
}

const MOST = 100;

/** What was found; the first hundred are kept, the others counted. */
export class Problems {
  readonly found: Problem[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(problem: Problem): void {
    this.#count++;
    if (this.found.length < MOST) {
      this.found.push(problem);
    }
  }
}
