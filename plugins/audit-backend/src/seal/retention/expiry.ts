import {
  auditSeverities,
  auditSources,
} from '@daytwo/backstage-plugin-audit-common';
import type { Knex } from 'knex';
import { nameKinds } from '../../log/Names';
import type { RetentionPolicy, RetentionRule } from './RetentionPolicy';

const DAY_MS = 24 * 3600 * 1000;
/** Earlier than any record. */
const NEVER = -1;

/** Which of the log's own events are kept for good: they account for the seal. */
const keptEvents = ['audit.key-rotation', 'audit.retention'];

function cutoff(days: number, now: number): number {
  return Number.isFinite(days) ? Math.floor(now - days * DAY_MS) : NEVER;
}

async function eventIds(
  db: Knex,
  fits: (event: string) => boolean,
): Promise<number[]> {
  const rows: Array<{ id: number; value: string }> = await db('names')
    .where({ kind: nameKinds.event })
    .select('id', 'value');
  return rows.filter(({ value }) => fits(value)).map(({ id }) => id);
}

function isOneOf(column: string, values: readonly number[]): string {
  return values.length > 0 ? `${column} IN (${values.join(', ')})` : '1 = 0';
}

/** Indices and ids are integers of ours: nothing here comes from outside. */
async function condition(db: Knex, rule: RetentionRule): Promise<string> {
  const { severity, source, plugin } = rule;
  const parts: string[] = [];
  if (severity) {
    const indices = severity.map(one => auditSeverities.indexOf(one as never));
    parts.push(isOneOf('r.severity', indices));
  }
  if (source) {
    const indices = source.map(one => auditSources.indexOf(one as never));
    parts.push(isOneOf('r.source', indices));
  }
  if (plugin) {
    const fits = (event: string) => plugin.includes(event.split('.')[0]);
    parts.push(isOneOf('r.event', await eventIds(db, fits)));
  }
  return parts.join(' AND ');
}

/** SQL that says whether a record `r` must be kept. */
export async function mustBeKept(
  db: Knex,
  policy: RetentionPolicy,
  now: number,
): Promise<string> {
  const own = await eventIds(db, event => keptEvents.includes(event));
  const cases = [
    `WHEN ${isOneOf('r.event', own)} AND r.source = ${auditSources.indexOf(
      'system',
    )} THEN ${NEVER}`,
  ];
  for (const rule of policy.rules) {
    const days = cutoff(rule.days, now);
    cases.push(`WHEN ${await condition(db, rule)} THEN ${days}`);
  }
  const otherwise = cutoff(policy.defaultDays, now);
  return `r.at >= CASE ${cases.join(' ')} ELSE ${otherwise} END`;
}

/** No block that was sealed later can be expired as a whole. */
export function latestCutoff(policy: RetentionPolicy, now: number): number {
  const days = [policy.defaultDays, ...policy.rules.map(rule => rule.days)];
  return Math.max(...days.map(count => cutoff(count, now)));
}
