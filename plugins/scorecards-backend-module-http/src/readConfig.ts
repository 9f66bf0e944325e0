import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  type SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  readOptionalFilterPredicateFromConfig,
  type FilterPredicate,
} from '@backstage/filter-predicates';
import { durationToMilliseconds, type HumanDuration } from '@backstage/types';
import { isFieldType, type Field } from './fields';
import { parseTemplate, type Template } from './urlTemplate';

/** One source, as configured. */
export interface HttpSourceConfig {
  id: string;
  title: string;
  description?: string;
  appliesTo?: FilterPredicate;
  url: Template;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: Template;
  schedule: SchedulerServiceTaskScheduleDefinition;
  freshness: HumanDuration;
  rateLimit: { requests: number; per: HumanDuration };
  timeoutMs: number;
  notFound: 'error' | 'empty';
  fields: Field[];
}

function readDuration(
  config: Config,
  key: string,
  standard: HumanDuration,
): HumanDuration {
  return config.has(key) ? readDurationFromConfig(config, { key }) : standard;
}

function readChoice<T extends string>(
  config: Config,
  key: string,
  choices: readonly [T, ...T[]],
): T {
  const value = config.getOptionalString(key) ?? choices[0];
  const found = choices.find(choice => choice === value);
  if (found === undefined) {
    throw new InputError(
      `scorecards.http.sources: ${key} is "${value}"; use one of ${choices.join(
        ', ',
      )}`,
    );
  }
  return found;
}

function readField(config: Config, name: string): Field {
  const pointer = config.getString('pointer');
  const type = config.getString('type');
  if (!/^(\/.*)?$/s.test(pointer)) {
    throw new InputError(
      `scorecards.http.sources: the pointer "${pointer}" of ${name} must begin with /`,
    );
  }
  if (!isFieldType(type)) {
    throw new InputError(
      `scorecards.http.sources: the type "${type}" of ${name} is not known; use number, string, boolean, stringList or numberList`,
    );
  }
  return {
    name,
    pointer,
    type,
    description: config.getOptionalString('description'),
  };
}

function readUrl(config: Config): Template {
  const url = config.getString('url');
  if (!/^https?:\/\/[^{}/]+(\/|$)/.test(url)) {
    throw new InputError(
      `scorecards.http.sources: the url "${url}" must begin with http:// or https:// and a host without placeholders`,
    );
  }
  return parseTemplate(url);
}

function readSource(config: Config): HttpSourceConfig {
  const id = config.getString('id');
  const facts = config.getConfig('facts');
  const limit = config.getOptionalConfig('rateLimit');
  const body = config.getOptionalString('body');
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    description: config.getOptionalString('description'),
    appliesTo: readOptionalFilterPredicateFromConfig(config, {
      key: 'appliesTo',
    }),
    url: readUrl(config),
    method: readChoice(config, 'method', ['GET', 'POST']),
    headers: config.getOptional<Record<string, string>>('headers') ?? {},
    ...(body !== undefined && { body: parseTemplate(body) }),
    schedule: readSchedulerServiceTaskScheduleDefinitionFromConfig(
      config.getConfig('schedule'),
    ),
    freshness: readDuration(config, 'freshness', { days: 1 }),
    rateLimit: {
      requests: limit?.getNumber('requests') ?? 60,
      per: limit ? readDuration(limit, 'per', { minutes: 1 }) : { minutes: 1 },
    },
    timeoutMs: durationToMilliseconds(
      readDuration(config, 'timeout', { seconds: 10 }),
    ),
    notFound: readChoice(config, 'notFound', ['error', 'empty']),
    fields: facts.keys().map(name => readField(facts.getConfig(name), name)),
  };
}

/**
 * Reads `scorecards.http.sources`.
 *
 * @throws InputError where something in it cannot be used
 */
export function readHttpSources(config: Config): HttpSourceConfig[] {
  return (config.getOptionalConfigArray('scorecards.http.sources') ?? []).map(
    readSource,
  );
}
