import {
  auditOutcomes,
  auditSeverities,
  auditSources,
  type AuditDraft,
} from '@daytwo/backstage-plugin-audit-common';
import { eventName } from './facets';

/*
 * The text of a record is what is hashed and exported, byte for byte. Half of it
 * is in the columns as well, so what is stored of it is the rest, and the text is
 * put together again when it is read. Whoever edits a column thereby edits the
 * text, and the seal shows it.
 *
 * Stored is `length of plugin,length of event,start in ms;` and the fields that
 * no column tells; or, where the columns do not tell the text exactly, such as
 * for a name with a NUL in it, the whole text of the draft.
 */

/** A record as it is stored. */
export interface StoredRecord {
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** Name of the event; see `eventName`. */
  event: string;
  /** Numbers are places in `auditOutcomes`, `auditSeverities` and `auditSources`. */
  outcome: number;
  severity: number;
  source: number;
  noise: boolean;
  /** See {@link storedText}. */
  body: string;
}

const isShort = (body: string) => /^\d+,\d+,\d+;"id":"/.test(body);
const quote = (text: string) => JSON.stringify(text);
/** Whether it is the same within quotes. */
const isPlain = (text: string) => quote(text).length === text.length + 2;

/** What columns and {@link restOf} together do not tell exactly is stored as a whole. */
function isTold({ id, correlationId, startedAt, ...draft }: AuditDraft) {
  const { plugin, event, action } = draft;
  const name = [plugin, event, ...(action === undefined ? [] : [action])];
  return (
    eventName(draft) === name.join('.') &&
    isPlain(id) &&
    isPlain(correlationId) &&
    Date.parse(startedAt) >= 0 &&
    isoOf(Date.parse(startedAt)) === startedAt
  );
}

/** Fields in one order, and no others. */
function lastFields(draft: AuditDraft) {
  return {
    durationMs: draft.durationMs,
    actors: draft.actors,
    request: draft.request,
    entities: draft.entities,
    meta: draft.meta,
    change: draft.change,
    error: draft.error,
    redacted: draft.redacted,
    truncated: draft.truncated,
    writer: draft.writer,
  };
}

function wholeText(draft: AuditDraft): string {
  return JSON.stringify({
    id: draft.id,
    correlationId: draft.correlationId,
    plugin: draft.plugin,
    event: draft.event,
    action: draft.action,
    severity: draft.severity,
    outcome: draft.outcome,
    source: draft.source,
    noise: draft.noise || undefined,
    startedAt: draft.startedAt,
    ...lastFields(draft),
  }).slice(1);
}

/** What is stored of the text of a draft. */
export function storedText(draft: AuditDraft): string {
  if (!isTold(draft)) {
    return wholeText(draft);
  }
  const { id, correlationId, plugin, event, startedAt } = draft;
  const rest = JSON.stringify({
    id,
    correlationId: correlationId === id ? undefined : correlationId,
    ...lastFields(draft),
  });
  const lengths = `${plugin.length},${event.length}`;
  return `${lengths},${Date.parse(startedAt)};${rest.slice(1)}`;
}

/** The text of a record. JSON escapes NUL and lone surrogates, so that any database can store it. */
export function recordText(record: StoredRecord): string {
  const { seq, at, body } = record;
  const text = isShort(body) ? expand(record) : body;
  return `{"v":1,"seq":${seq},"at":"${isoOf(at)}",${text}`;
}

/** The reverse of {@link storedText}, whatever became of it in the database. */
function expand({ body, ...columns }: StoredRecord): string {
  const start = body.indexOf(';');
  const [plugin, event, startedAt] = body.slice(0, start).split(',');
  const { value: id, end } = readField(body, start + 1, 'id');
  const correlation = readField(body, end + 1, 'correlationId');
  const rest = body.slice(correlation.end);
  const lengths = { plugin: Number(plugin), event: Number(event) };
  return `"id":"${id}","correlationId":"${correlation.value ?? id}",${eventText(
    columns.event,
    lengths,
  )},${facetText(columns)},"startedAt":"${isoOf(Number(startedAt))}"${rest}`;
}

/** The text of a field that stands at a place, and where it ends. */
function readField(
  text: string,
  at: number,
  name: string,
): { value?: string; end: number } {
  const before = `"${name}":"`;
  if (!text.startsWith(before, at)) {
    return { end: at - 1 };
  }
  const from = at + before.length;
  const to = text.indexOf('"', from);
  return { value: text.slice(from, to), end: to + 1 };
}

function eventText(
  name: string,
  { plugin, event }: { plugin: number; event: number },
): string {
  const end = plugin + 1 + event;
  const action =
    name.length > end ? `,"action":${quote(name.slice(end + 1))}` : '';
  const names = [name.slice(0, plugin), name.slice(plugin + 1, end)];
  return `"plugin":${quote(names[0])},"event":${quote(names[1])}${action}`;
}

function facetText(columns: Omit<StoredRecord, 'body'>): string {
  const severity = auditSeverities[columns.severity];
  const outcome = auditOutcomes[columns.outcome];
  const source = auditSources[columns.source];
  const noise = columns.noise ? ',"noise":true' : '';
  return `"severity":"${severity}","outcome":"${outcome}","source":"${source}"${noise}`;
}

/** Whoever edited the number gets a text that is not the one that was sealed. */
function isoOf(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms}` : date.toISOString();
}
