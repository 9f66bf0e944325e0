import { InputError } from '@backstage/errors';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import { z } from 'zod';
import { toPointer } from './pointer';
import {
  MAX_PROBLEMS,
  type FactProblem,
  type RegisteredSource,
} from './RegisteredSource';
import { describeSchedule } from './describeSchedule';

/** What a zod schema finds wrong with a fact. */
export function zodProblems(schema: z.ZodType, fact: unknown): FactProblem[] {
  const result = schema.safeParse(fact);
  return result.success
    ? []
    : result.error.issues
        .slice(0, MAX_PROBLEMS)
        .map(({ path, message }) => ({ path: toPointer(path), message }));
}

/** JSON Schema of a zod schema; what JSON cannot say reads as "any value". */
export function zodJsonSchema(schema: z.ZodType): JsonObject {
  return z.toJSONSchema(schema, { unrepresentable: 'any' }) as JsonObject;
}

/**
 * A source that a module brought.
 *
 * @throws InputError where its facts are not objects
 */
export function fromFactSource(source: FactSource): RegisteredSource {
  const schema = zodJsonSchema(source.schema);
  if (schema.type !== 'object') {
    throw new InputError(
      `The schema of the source of facts "${
        source.id
      }" must be of an object, such as z.object({...}); it is of ${
        schema.type ?? 'something else'
      }`,
    );
  }
  return {
    id: source.id,
    title: source.title,
    ...(source.description && { description: source.description }),
    mode: 'pull',
    schema,
    freshnessMs: durationToMilliseconds(source.freshness),
    ...(source.appliesTo && { appliesTo: source.appliesTo }),
    scheduleText: describeSchedule(source.schedule),
    source,
    validate: fact => zodProblems(source.schema, fact),
  };
}
