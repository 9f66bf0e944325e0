import {
  SourceRequestError,
  type CollectedFact,
} from '@daytwo/backstage-plugin-scorecards-node';

/** Counts requests in a row to which there was no answer. */
export class Breaker {
  readonly #most: number;
  #count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** @throws Error where there were too many, with the last of them */
  check(facts: readonly CollectedFact[]): void {
    for (const fact of facts) {
      const error = 'error' in fact ? fact.error : undefined;
      this.#count = isOutage(error) ? this.#count + 1 : 0;
      if (error && this.#count >= this.#most) {
        throw new Error(
          `${
            this.#count
          } requests in a row failed, so the others were not sent; the last: ${
            error.message
          }`,
        );
      }
    }
  }
}

/** Whether it is the other side's failure, not one of this entity. */
function isOutage(error: Error | undefined): boolean {
  return (
    SourceRequestError.is(error) &&
    (error.status === undefined || error.status >= 500)
  );
}
