import {
  createFactSource,
  type FactSource,
} from '@daytwo/backstage-plugin-scorecards-node';
import type { HttpSourceOptions } from '../config/HttpSourceOptions';
import { askAbout } from './askAbout';
import { Breaker } from './Breaker';
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
