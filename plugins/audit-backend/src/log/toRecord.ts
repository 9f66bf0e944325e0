import {
  auditOutcomes,
  auditSeverities,
  auditSources,
  type AuditRecord,
} from '@daytwo/backstage-plugin-audit-common';
import type { RecordBody } from './RecordTexts';

/*
 * Who can write to the database can put anything into the text of a record. Such
 * a row must not keep others from being read: it is read as a record that says so.
 */

const UNREADABLE = 'record-unreadable';
const MOST_CHARACTERS = 4000;
const LONG_AGO = new Date(0).toISOString();

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const anything: Check = () => true;
const oneOf =
  (values: readonly string[]): Check =>
  value =>
    values.includes(value as string);
const maybe =
  (check: Check): Check =>
  value =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  value =>
    Array.isArray(value) && value.every(check);

/** Whether it has these fields, each as it must be. */
function has(value: unknown, fields: ReadonlyArray<[string, Check]>): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  const object = value as Record<string, unknown>;
  return fields.every(([name, check]) => check(object[name]));
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function isInstant(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    instant.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}

const isDuration: Check = value => Math.abs(Number(value)) < 2 ** 53;
const actor: Array<[string, Check]> = [['ref', text]];
const error: Array<[string, Check]> = [
  ['name', text],
  ['message', text],
];
const request = ['method', 'url', 'ip', 'userAgent'].map(
  (name): [string, Check] => [name, maybe(text)],
);

/** What is read of a record without looking; the rest is only shown. */
const shape: Record<keyof AuditRecord, Check> = {
  v: value => value === 1,
  seq: anything,
  at: isInstant,
  id: text,
  correlationId: text,
  plugin: text,
  event: text,
  action: maybe(text),
  severity: oneOf(auditSeverities),
  outcome: oneOf(auditOutcomes),
  source: oneOf(auditSources),
  noise: anything,
  startedAt: value => text(value) && !Number.isNaN(Date.parse(`${value}`)),
  durationMs: maybe(value => typeof value === 'number' && isDuration(value)),
  actors: value =>
    listOf(one => has(one, actor))(value) && (value as unknown[]).length > 0,
  request: maybe(value => has(value, request)),
  entities: maybe(listOf(text)),
  meta: maybe(value => has(value, [])),
  change: maybe(value => has(value, [])),
  error: maybe(value => has(value, error)),
  redacted: maybe(listOf(text)),
  truncated: maybe(listOf(text)),
  writer: text,
};
const fields = Object.entries(shape);

function parse({ seq, body }: RecordBody): AuditRecord | undefined {
  if (/[\r\n]/.test(body)) {
    return undefined; // it is written as one line
  }
  try {
    const record = JSON.parse(body) as AuditRecord;
    return has(record, fields) && record.seq === seq ? record : undefined;
  } catch {
    return undefined;
  }
}

function unreadable({ seq, body }: RecordBody): AuditRecord {
  const [, said] = /^\{"v":1,"seq":\d+,"at":"([^"]*)"/.exec(body) ?? [];
  const at = isInstant(said) ? said : LONG_AGO;
  const id = `unreadable-${seq}`;
  return {
    ...({ v: 1, seq, at, id, correlationId: id } as const),
    ...{ plugin: 'audit', event: UNREADABLE, writer: 'audit' },
    ...({ severity: 'critical', outcome: 'failed', source: 'system' } as const),
    startedAt: at,
    actors: [{ type: 'anonymous', ref: 'unknown' }],
    meta: { text: body.slice(0, MOST_CHARACTERS) },
    error: {
      name: 'UnreadableRecord',
      message:
        'Somebody edited this record in the database: it is none any more. Verify the log',
    },
  };
}

/** The record that a text tells; where somebody edited it so that it is none, one that says so. */
export function toRecord(stored: RecordBody): AuditRecord {
  return parse(stored) ?? unreadable(stored);
}

/** Whether it stands in for a text that is no record. */
export function isUnreadable({ plugin, event, source }: AuditRecord): boolean {
  return event === UNREADABLE && plugin === 'audit' && source === 'system';
}

/** A record as one line of JSON: its text, as far as that is one. */
export function lineOf(found: { record: AuditRecord; body: string }): string {
  return isUnreadable(found.record) ? JSON.stringify(found.record) : found.body;
}
