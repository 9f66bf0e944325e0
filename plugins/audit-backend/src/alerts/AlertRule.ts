import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  filterPredicateToFilterFunction,
  readOptionalFilterPredicateFromConfig,
} from '@backstage/filter-predicates';
import { durationToMilliseconds } from '@backstage/types';
import type { AuditRecord } from '@daytwo/backstage-plugin-audit-common';
import { Environment } from '@marcbachmann/cel-js';
import { readUrl } from '../stream/readUrl';

/** What is counted separately. */
export type AlertSubject = 'actor' | 'entity' | 'plugin' | 'all';

/** When somebody is to be told of what the log says. */
export interface AlertRule {
  id: string;
  title: string;
  subject: AlertSubject;
  /** Records are counted for so long, ms; and one alert about a subject is enough for so long. */
  withinMs: number;
  /** Entity refs of who is told. */
  notify: string[];
  webhook?: { url: string; secret?: string };
  /** Whether a record counts. */
  matches(record: AuditRecord): boolean;
  /** Whether so many within the window, this one with them, are worth an alert. */
  isDue(record: AuditRecord, count: number): boolean;
}

const subjects: readonly string[] = ['actor', 'entity', 'plugin', 'all'];
const TEN_MINUTES = 600_000;

const environment = new Environment({ unlistedVariablesAreDyn: false })
  .registerVariable('record', 'map')
  .registerVariable('count', 'int');

/**
 * Reads `audit.alerts`.
 *
 * @throws InputError naming the rule, where its predicate or its expression is wrong
 */
export function readAlertRules(config: Config): AlertRule[] {
  const rules = config.getOptionalConfigArray('audit.alerts') ?? [];
  const read = rules.map(readRule);
  const twice = read.find(({ id }, n) => read.findIndex(r => r.id === id) < n);
  if (twice) {
    throw new InputError(`audit.alerts "${twice.id}" is there twice`);
  }
  return read;
}

function readRule(config: Config): AlertRule {
  const id = config.getString('id');
  const subject = config.getOptionalString('by') ?? 'actor';
  if (!subjects.includes(subject)) {
    throw new InputError(
      `audit.alerts "${id}": by: must be one of ${subjects.join(
        ', ',
      )}, is "${subject}"`,
    );
  }
  const predicate = readOptionalFilterPredicateFromConfig(config, {
    key: 'match',
  });
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    subject: subject as AlertSubject,
    withinMs: config.has('within')
      ? durationToMilliseconds(
          readDurationFromConfig(config, { key: 'within' }),
        )
      : TEN_MINUTES,
    notify: config.getOptionalStringArray('notify') ?? [],
    webhook: readWebhook(id, config.getOptionalConfig('webhook')),
    matches: predicate
      ? filterPredicateToFilterFunction(predicate)
      : () => true,
    isDue: readCondition(id, config.getOptionalString('when') ?? 'count >= 1'),
  };
}

function readWebhook(id: string, config?: Config): AlertRule['webhook'] {
  return (
    config && {
      url: readUrl(config, `audit.alerts "${id}": webhook`),
      secret: config.getOptionalString('secret'),
    }
  );
}

/** What goes wrong while it is evaluated, a field that is absent say, is no alert. */
function readCondition(id: string, text: string): AlertRule['isDue'] {
  const { valid, error, type } = environment.check(text);
  if (!valid || (type !== 'bool' && type !== 'dyn')) {
    const problem = error?.message ?? `must be true or false, is ${type}`;
    throw new InputError(`audit.alerts "${id}": when: ${problem}`);
  }
  const evaluate = environment.parse(text);
  return (record, count) => {
    try {
      return evaluate({ record, count: BigInt(count) }) === true;
    } catch {
      return false;
    }
  };
}

/** Whom or what a record is counted for. */
export function subjectsOf(
  { subject }: AlertRule,
  record: AuditRecord,
): string[] {
  switch (subject) {
    case 'actor':
      return [record.actors[0].ref];
    case 'entity':
      return [...new Set(record.entities)];
    case 'plugin':
      return [record.plugin];
    case 'all':
      return [''];
    default:
      throw new Error(`Unknown subject ${subject satisfies never}`);
  }
}
