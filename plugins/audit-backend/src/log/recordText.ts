import type { AuditDraft } from '@daytwo/backstage-plugin-audit-common';
import { hash } from 'crypto';
import { eventName } from './facets';
import type { StoredFacet } from './StoredFacet';

/*
 * The text of a record is what is hashed and exported, byte for byte. Half of it
 * is in the columns as well, so what is stored of it is the rest, and the text is
 * put together again when it is read. Whoever edits a column thereby edits the
 * text, and the seal shows it.
 *
 * Stored is `length of plugin,length of event,start in ms;` and the fields that
 * no column tells; or, where the columns do not tell the text exactly, such as
 * for a name with a NUL in it, the whole text of the draft.
 *
 * Place and time come first, as the database gives them. The digest is of all
 * that comes after: who writes a record knows it, and it is stored beside it.
 */

/** A record as it is stored, but for its facet. */
export interface StoredRecord {
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** See {@link storedText}. */
  body: string;
}

/** A draft as it is stored. */
export interface StoredText {
  /** What columns do not tell of the text. */
  body: string;
  /** SHA-256 of the text without its head, base64. */
  digest: string;
}

const quote = (text: string) => JSON.stringify(text);
/** Whether it is the same within quotes. */
const isPlain = (text: string) => quote(text).length === text.length + 2;

/** What columns and {@link restOf} together do not tell exactly is stored as a whole. */
function isTold(
  { id, correlationId, startedAt, plugin, event, action }: AuditDraft,
  stored: string,
): boolean {
  const names = [plugin, event, ...(action === undefined ? [] : [action])];
  return (
    stored === names.join('.') &&
    isPlain(id) &&
    isPlain(correlationId) &&
    Date.parse(startedAt) >= 0 &&
    isoOf(Date.parse(startedAt)) === startedAt
  );
}

/** What comes after the head of a record's text: fields in one order, and no others. */
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
  }).slice(1);
}

/** Without what columns tell. Within a value each quote has a backslash before it. */
function shorten(whole: string, draft: AuditDraft): string {
  const { id, correlationId, plugin, event, startedAt } = draft;
  const told = `,"startedAt":"${startedAt}"`;
  const rest = whole.slice(whole.indexOf(told) + told.length);
  const correlation =
    correlationId === id ? '' : `,"correlationId":"${correlationId}"`;
  const lengths = `${plugin.length},${event.length}`;
  return `${lengths},${Date.parse(
    startedAt,
  )};"id":"${id}"${correlation}${rest}`;
}

/**
 * What is stored of the text of a draft.
 *
 * @param name - see {@link eventName}
 */
export function storedText(
  draft: AuditDraft,
  name = eventName(draft),
): StoredText {
  const whole = wholeText(draft);
  return {
    body: isTold(draft, name) ? shorten(whole, draft) : whole,
    digest: textDigest(whole),
  };
}

/** @param rest - of the text of a record, what comes after its head */
export function textDigest(rest: string): string {
  return hash('sha256', rest, 'base64');
}

/** How the text of a record begins. */
export function recordHead(seq: number, at: number): string {
  return `{"v":1,"seq":${seq},"at":"${isoOf(at)}",`;
}

/** The text of a record. JSON escapes NUL and lone surrogates, so that any database can store it. */
export function recordText(
  { seq, at, body }: StoredRecord,
  facet: StoredFacet,
): string {
  // SQLite keeps bytes, too, where somebody puts them.
  const stored = String(body);
  const text = expand(stored, facet) ?? stored;
  return recordHead(seq, at) + text;
}

/** The reverse of {@link storedText}; undefined where the text was stored as a whole. */
function expand(body: string, facet: StoredFacet): string | undefined {
  const start = body.indexOf(';') + 1;
  const lengths = body.lastIndexOf(',', start);
  const id = readField(body, start, 'id');
  if (!id || lengths < 0 || !isDigit(body)) {
    return undefined;
  }
  const correlation = readField(body, id.end + 1, 'correlationId') ?? id;
  const startedAt = isoOf(Number(body.slice(lengths + 1, start - 1)));
  return `"id":"${id.value}","correlationId":"${
    correlation.value
  }",${facet.text(
    body.slice(0, lengths),
  )},"startedAt":"${startedAt}"${body.slice(correlation.end)}`;
}

function isDigit(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57;
}

interface Field {
  value: string;
  /** First place after it. */
  end: number;
}

/** The field that begins at a place, if it is the one. */
function readField(text: string, at: number, name: string): Field | undefined {
  const from = at + name.length + 4;
  if (!text.startsWith(`"${name}":"`, at)) {
    return undefined;
  }
  const to = text.indexOf('"', from);
  return { value: text.slice(from, to), end: to + 1 };
}

const SECOND = 1000;
let known = { second: NaN, text: '' };

/**
 * An instant as ISO 8601; what cannot be one, as somebody edited it, as it is.
 * Most are of the same second as the one before.
 */
function isoOf(ms: number): string {
  const second = Math.floor(ms / SECOND);
  if (second !== known.second) {
    const date = new Date(second * SECOND);
    if (Number.isNaN(date.getTime())) {
      return `${ms}`;
    }
    known = { second, text: date.toISOString().slice(0, -4) };
  }
  return `${known.text}${String(ms - second * SECOND).padStart(3, '0')}Z`;
}
