import {
  auditOutcomes,
  auditSeverities,
  auditSources,
  type AuditActor,
  type AuditError,
  type AuditRecord,
  type AuditRequest,
} from '@daytwo/backstage-plugin-audit-common';
import type { RecordBody } from './RecordTexts';

/*
 * Who can write to the database can put anything into the text of a record. Such
 * a row must not keep others from being read: it is read as a record that says so.
 */

const UNREADABLE = 'record-unreadable';
const MOST_CHARACTERS = 4000;
const LONG_AGO = new Date(0).toISOString();

const severities: ReadonlySet<unknown> = new Set(auditSeverities);
const outcomes: ReadonlySet<unknown> = new Set(auditOutcomes);
const sources: ReadonlySet<unknown> = new Set(auditSources);
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const isText = (value: unknown): value is string => typeof value === 'string';
const mayBeText = (value: unknown) => value === undefined || isText(value);
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null;
const mayBeObject = (value: unknown) => value === undefined || isObject(value);
const mayBeTexts = (value: unknown) =>
  value === undefined || (Array.isArray(value) && value.every(isText));
const isTime = (value: unknown) =>
  isText(value) && !Number.isNaN(Date.parse(value));
const isInstant = (value: unknown): value is string =>
  isText(value) && instant.test(value) && isTime(value);

/** What a text may have where a record has a field. */
type Read<T> = { [K in keyof T]?: unknown };

const hasRef = (actor: unknown) =>
  isObject(actor) && isText((actor as Read<AuditActor>).ref);

function areActors(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(hasRef);
}

function mayBeRequest(value: unknown): boolean {
  const { method, url, ip, userAgent } = (value ?? {}) as Read<AuditRequest>;
  return mayBeObject(value) && [method, url, ip, userAgent].every(mayBeText);
}

function mayBeError(value: unknown): boolean {
  const { name, message } = (value ?? {}) as Read<AuditError>;
  return value === undefined || (isText(name) && isText(message));
}

function mayBeDuration(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER)
  );
}

/** Whether all that is read of a record without looking is what it must be. */
function isRecord(r: Read<AuditRecord>): boolean {
  return (
    r.v === 1 &&
    isInstant(r.at) &&
    isTime(r.startedAt) &&
    [r.id, r.correlationId, r.plugin, r.event, r.writer].every(isText) &&
    mayBeText(r.action) &&
    severities.has(r.severity) &&
    outcomes.has(r.outcome) &&
    sources.has(r.source) &&
    mayBeDuration(r.durationMs) &&
    areActors(r.actors) &&
    mayBeRequest(r.request) &&
    [r.entities, r.redacted, r.truncated].every(mayBeTexts) &&
    mayBeObject(r.meta) &&
    mayBeObject(r.change) &&
    mayBeError(r.error)
  );
}

function parse({ seq, body }: RecordBody): AuditRecord | undefined {
  if (body.includes('\n') || body.includes('\r')) {
    return undefined; // it is written as one line
  }
  try {
    const record = JSON.parse(body) as AuditRecord;
    return isRecord(record) && record.seq === seq ? record : undefined;
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
