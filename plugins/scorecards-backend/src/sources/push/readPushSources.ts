import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readOptionalFilterPredicateFromConfig } from '@backstage/filter-predicates';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import { compileJsonSchema } from '../jsonSchema';
import type { RegisteredSource } from '../RegisteredSource';

/**
 * Sources that take reports, from `scorecards.push.sources`.
 *
 * @throws InputError naming the source and the place in the config
 */
export function readPushSources(config: Config): RegisteredSource[] {
  const sources =
    config.getOptionalConfigArray('scorecards.push.sources') ?? [];
  return sources.map((source, index) =>
    readPushSource(source, `scorecards.push.sources[${index}]`),
  );
}

function readPushSource(config: Config, place: string): RegisteredSource {
  const id = config.getString('id');
  const description = config.getOptionalString('description');
  const appliesTo = readOptionalFilterPredicateFromConfig(config, {
    key: 'appliesTo',
  });
  const schema = config.get<JsonObject>('schema');
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    ...(description !== undefined && { description }),
    mode: 'push',
    schema,
    ...(config.has('freshness') && {
      freshnessMs: durationToMilliseconds(
        readDurationFromConfig(config, { key: 'freshness' }),
      ),
    }),
    ...(appliesTo && { appliesTo }),
    validate: compileSchema(schema, `${place}.schema of "${id}"`),
  };
}

function compileSchema(schema: JsonObject, place: string) {
  try {
    return compileJsonSchema(schema);
  } catch (error) {
    throw new InputError(
      `Invalid config at ${place}: ${(error as Error).message}`,
    );
  }
}
