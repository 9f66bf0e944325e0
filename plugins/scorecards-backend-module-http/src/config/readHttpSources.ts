import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readOptionalFilterPredicateFromConfig } from '@backstage/filter-predicates';
import {
  durationToMilliseconds,
  type HumanDuration,
  type JsonValue,
} from '@backstage/types';
import { z } from 'zod';
import { BodyTemplate } from '../template/BodyTemplate';
import { UrlTemplate } from '../template/UrlTemplate';
import { fieldsSchema } from './fieldOptions';
import type { HttpSourceOptions } from './HttpSourceOptions';

const headersSchema = z.record(z.string(), z.string());
const count = z.number().int().min(1);
const minute = { minutes: 1 };

/**
 * Reads `scorecards.http.sources`.
 *
 * @throws InputError naming the place in the config
 */
export function readHttpSources(config: Config): HttpSourceOptions[] {
  const sources =
    config.getOptionalConfigArray('scorecards.http.sources') ?? [];
  return sources.map((source, index) =>
    readHttpSource(source, `scorecards.http.sources[${index}]`),
  );
}

function readHttpSource(config: Config, place: string): HttpSourceOptions {
  const id = config.getString('id');
  const description = config.getOptionalString('description');
  const appliesTo = readOptionalFilterPredicateFromConfig(config, {
    key: 'appliesTo',
  });
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    ...(description !== undefined && { description }),
    ...(appliesTo && { appliesTo }),
    ...readRequest(config, place),
    ...readTiming(config, place),
    notFound: parseAt(
      z.enum(['error', 'empty']),
      config.getOptional('notFound') ?? 'error',
      `${place}.notFound`,
    ),
    fields: parseAt(fieldsSchema, config.get('facts'), `${place}.facts`),
  };
}

function readRequest(config: Config, place: string) {
  const body = config.getOptional<JsonValue>('body');
  const method = parseAt(
    z.enum(['GET', 'POST']),
    config.getOptional('method') ?? 'GET',
    `${place}.method`,
  );
  if (body !== undefined && method === 'GET') {
    throw invalid(`${place}.body`, 'only requests with method POST have one');
  }
  const headers = parseAt(
    headersSchema,
    config.getOptional('headers') ?? {},
    `${place}.headers`,
  );
  const url = config.getString('url');
  return {
    url: at(`${place}.url`, () => UrlTemplate.parse(url)),
    method,
    headers,
    ...(body !== undefined && {
      body: at(`${place}.body`, () => BodyTemplate.parse(body)),
    }),
  };
}

function readTiming(config: Config, place: string) {
  const schedule = config.getOptionalConfig('schedule');
  const rate = config.getOptionalConfig('rateLimit');
  const concurrency = config.getOptional('concurrency') ?? 5;
  return {
    schedule: schedule
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(schedule)
      : { frequency: { minutes: 30 }, timeout: { minutes: 10 } },
    freshness: readDuration(config, 'freshness', { days: 1 }),
    timeoutMs: durationToMilliseconds(
      readDuration(config, 'timeout', { seconds: 10 }),
    ),
    concurrency: parseAt(count.max(50), concurrency, `${place}.concurrency`),
    rateLimit: {
      requests: parseAt(
        count,
        rate?.getNumber('requests') ?? 60,
        `${place}.rateLimit.requests`,
      ),
      per: rate ? readDuration(rate, 'per', minute) : minute,
    },
  };
}

function readDuration(
  config: Config,
  key: string,
  standard: HumanDuration,
): HumanDuration {
  return config.has(key) ? readDurationFromConfig(config, { key }) : standard;
}

function parseAt<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid([place, ...issue.path].join('.'), reasonOf(issue));
}

/** Of a bad key, zod tells what is wrong with it one level down. */
function reasonOf(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_key'
    ? issue.issues[0]?.message ?? issue.message
    : issue.message;
}

function at<T>(place: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw invalid(place, (error as Error).message);
  }
}

function invalid(place: string, reason: string): InputError {
  return new InputError(`Invalid config at ${place}: ${reason}`);
}
