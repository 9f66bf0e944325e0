import type { Config } from '@backstage/config';
import {
  auditSeverities,
  auditSources,
} from '@daytwo/backstage-plugin-audit-common';

/** Records of a class, and for how long they are kept. */
export interface RetentionRule {
  severity?: string[];
  source?: string[];
  plugin?: string[];
  days: number;
}

/** For how long records are kept. The first rule that fits counts. */
export interface RetentionPolicy {
  rules: RetentionRule[];
  /** Of records that no rule fits; Infinity keeps them. */
  defaultDays: number;
}

function list(config: Config, key: string): string[] | undefined {
  const value = config.getOptional(key);
  return typeof value === 'string'
    ? [value]
    : config.getOptionalStringArray(key);
}

function known(
  values: string[] | undefined,
  all: readonly string[],
  what: string,
): string[] | undefined {
  const stray = values?.find(value => !all.includes(value));
  if (stray !== undefined) {
    throw new Error(
      `audit.retention.rules: ${what} must be one of ${all.join(
        ', ',
      )}, not '${stray}'`,
    );
  }
  return values;
}

function readDays(config: Config): number {
  const days = config.getNumber('days');
  if (!(days > 0)) {
    throw new Error(`audit.retention: days must be more than 0, not ${days}`);
  }
  return days;
}

function readRule(config: Config): RetentionRule {
  const severity = list(config, 'match.severity');
  const source = list(config, 'match.source');
  const plugin = list(config, 'match.plugin');
  if (!severity && !source && !plugin) {
    throw new Error(
      'audit.retention.rules: match needs a severity, a source or a plugin; audit.retention.default is for all others',
    );
  }
  return {
    days: readDays(config),
    severity: known(severity, auditSeverities, 'severity'),
    source: known(source, auditSources, 'source'),
    plugin,
  };
}

/**
 * Reads `audit.retention`.
 *
 * @returns undefined where nothing is ever pruned
 * @throws Error naming what is wrong
 */
export function readRetentionPolicy(
  config: Config,
): RetentionPolicy | undefined {
  const retention = config.getOptionalConfig('audit.retention');
  const rules = retention?.getOptionalConfigArray('rules') ?? [];
  const others = retention?.getOptionalConfig('default');
  if (rules.length === 0 && !others) {
    return undefined;
  }
  return {
    rules: rules.map(readRule),
    defaultDays: others ? readDays(others) : Infinity,
  };
}

/** A policy in words, for the record of what it pruned. */
export function describePolicy({
  rules,
  defaultDays,
}: RetentionPolicy): string {
  const days = (count: number) =>
    Number.isFinite(count) ? `${count} days` : 'for ever';
  const classes = rules.map(({ days: count, ...match }) => {
    const parts = Object.entries(match).flatMap(([name, values]) =>
      values ? [`${name} ${values.join(' or ')}`] : [],
    );
    return `${parts.join(' and ')}: ${days(count)}`;
  });
  return [...classes, `all others: ${days(defaultDays)}`].join('; ');
}
