import {
  createFactSource,
  SourceRequestError,
  type CollectedFact,
  type FactSource,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { HttpSourceOptions } from '../config/HttpSourceOptions';
import { askAbout } from './askAbout';
import { factSchema } from './factSchema';

/** After so many failures in a row nobody is there; the next run tries again. */
const mostFailures = 20;

/** A source of facts that asks a JSON endpoint about each entity. */
export function createHttpSource(options: HttpSourceOptions): FactSource {
  const { id, title, description, appliesTo } = options;
  const { schedule, freshness, rateLimit, concurrency } = options;
  return createFactSource({
    id,
    title,
    ...(description !== undefined && { description }),
    ...(appliesTo && { appliesTo }),
    schema: factSchema(options.fields),
    schedule,
    freshness,
    rateLimit,
    async *collect(entities, context) {
      const breaker = new Breaker(mostFailures);
      for (let at = 0; at < entities.length; at += concurrency) {
        const group = entities.slice(at, at + concurrency);
        const facts = await Promise.all(
          group.map(entity => askAbout(entity, options, context)),
        );
        yield facts;
        breaker.check(facts);
      }
    },
  });
}

/** Counts requests in a row to which there was no answer. */
class Breaker {
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
