import { newId } from '../capture/newId';
import type { JsonObject } from '@backstage/types';
import type {
  AuditActor,
  AuditDraft,
  AuditOutcome,
  AuditRequest,
  AuditSeverity,
} from '@daytwo/backstage-plugin-audit-common';
import type { AuditCapture } from '../capture/AuditCapture';
import { boundNames } from '../capture/boundNames';
import type { SizedEntry } from '../capture/AuditWriter';
import type { AuditIntent } from '../log/LogEntry';
import { knownCorrelation } from './correlation';
import { entitiesIn } from './entities';
import { isNoise } from './noise';
import { errorOf } from './outcome';
import { readMeta } from './readMeta';

/** A record without what is special about it. */
const BARE_BYTES = 500;

/** What is known of an action when it begins. */
export interface EventStart {
  plugin: string;
  event: string;
  severity: AuditSeverity;
  actors: AuditActor[];
  request?: AuditRequest;
  meta?: JsonObject;
}

/** What is known when it ends. */
export interface EventEnd {
  outcome: AuditOutcome;
  meta?: JsonObject;
  error?: Error;
}

/**
 * An action between its start and its outcome. A second outcome, which some
 * plugins report, is a record of its own with the same correlation.
 */
export class CapturedEvent {
  readonly #capture: AuditCapture;
  readonly #start: EventStart;
  readonly #id = newId();
  readonly #startedAt: number;
  /** The same by the steady clock. */
  readonly #begun: number;
  #intentId: string | undefined;
  #ended = false;

  private constructor(capture: AuditCapture, start: EventStart) {
    this.#capture = capture;
    this.#start = { ...start, meta: readMeta(start.meta) };
    this.#startedAt = capture.clock.now();
    this.#begun = capture.clock.steady();
  }

  static create(capture: AuditCapture, start: EventStart): CapturedEvent {
    return new CapturedEvent(capture, start);
  }

  /*
   * In a burst, tens of thousands of events wait at once. So no function between
   * them and the writer is `async`: what one keeps while it waits adds up.
   */

  /** @returns when the start is durable, where it is noted */
  begin(): Promise<void> | undefined {
    const { settings, writer } = this.#capture;
    if (this.#start.severity === 'low' && settings.intents === 'writes') {
      return undefined;
    }
    return writer.writeInTurn(() => this.#intent());
  }

  /** @returns when the outcome is durable */
  end(end: EventEnd): Promise<void> {
    const { clock, writer } = this.#capture;
    const durationMs = Math.round(clock.steady() - this.#begun);
    const isFirst = !this.#ended;
    this.#ended = true;
    const written = writer.writeInTurn(() =>
      this.#outcome(end, { durationMs, isFirst }),
    );
    return written.catch(refused => {
      this.#ended &&= !isFirst;
      throw refused;
    });
  }

  #intent(): SizedEntry {
    const { draft, bytes } = this.#describe(this.#start.meta);
    const { id, correlationId, startedAt: at, writer } = draft;
    this.#intentId = id;
    const intent = { id, correlationId, at, writer, draft };
    return { entry: { kind: 'intent', intent }, bytes };
  }

  #outcome(
    { outcome, meta, error }: EventEnd,
    { durationMs, isFirst }: { durationMs: number; isFirst: boolean },
  ): SizedEntry {
    const all = meta
      ? { ...this.#start.meta, ...readMeta(meta) }
      : this.#start.meta;
    const { draft: described, bytes } = this.#describe(all, error);
    const draft: AuditDraft = { ...described, outcome, durationMs };
    if (isNoise(draft)) {
      draft.noise = true;
    }
    if (!isFirst) {
      draft.id = newId();
      return { entry: { kind: 'record', draft }, bytes };
    }
    return {
      entry: { kind: 'record', draft, intentId: this.#intentId },
      bytes,
    };
  }

  #describe(meta?: JsonObject, error?: Error): Described {
    const { plugin, event, severity, actors, request } = this.#start;
    const { sanitiser, writer } = this.#capture;
    const { change, rest } = splitChange(meta);
    const { value, bytes, redacted, truncated } = sanitiser.sanitise({
      request,
      meta: rest,
      change,
      error: error && errorOf(error),
    });
    const clean = value.meta as JsonObject | undefined;
    const draft = boundNames({
      id: this.#id,
      correlationId: knownCorrelation(plugin, clean) ?? this.#id,
      plugin,
      event,
      action: actionOf(clean),
      severity,
      source: 'auditor' as const,
      startedAt: new Date(this.#startedAt).toISOString(),
      actors,
      entities: entitiesIn(clean),
      ...value,
      redacted,
      truncated,
      writer: writer.name,
    });
    return { draft, bytes: bytes + BARE_BYTES };
  }
}

/** What is known of an action, and its size, roughly. */
interface Described {
  draft: AuditIntent['draft'];
  bytes: number;
}

function actionOf(meta: JsonObject | undefined): string | undefined {
  const action = meta?.actionType ?? meta?.queryType;
  return typeof action === 'string' ? action : undefined;
}

/** `before` and `after` in `meta` are what was changed. */
function splitChange(meta: JsonObject | undefined) {
  if (meta?.before === undefined && meta?.after === undefined) {
    return { rest: isEmpty(meta) ? undefined : meta };
  }
  const { before, after, ...rest } = meta;
  return { change: { before, after }, rest: isEmpty(rest) ? undefined : rest };
}

function isEmpty(object: object | undefined): boolean {
  return Object.keys(object ?? {}).length === 0;
}
