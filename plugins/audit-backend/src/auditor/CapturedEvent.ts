import { randomUUID } from 'crypto';
import type { JsonObject } from '@backstage/types';
import type {
  AuditActor,
  AuditDraft,
  AuditOutcome,
  AuditRequest,
  AuditSeverity,
} from '@daytwo/backstage-plugin-audit-common';
import type { AuditCapture } from '../capture/AuditCapture';
import type { AuditIntent } from '../log/LogEntry';
import { knownCorrelation } from './correlation';
import { entitiesIn } from './entities';
import { isNoise } from './noise';
import { errorOf } from './outcome';

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
  readonly #id = randomUUID();
  readonly #startedAt: number;
  #intentId: string | undefined;
  #ended = false;

  private constructor(capture: AuditCapture, start: EventStart) {
    this.#capture = capture;
    this.#start = start;
    this.#startedAt = capture.clock.now();
  }

  /** @returns when the start is durable */
  static async begin(
    capture: AuditCapture,
    start: EventStart,
  ): Promise<CapturedEvent> {
    const event = new CapturedEvent(capture, start);
    if (start.severity !== 'low' || capture.settings.intents === 'all') {
      await event.#noteIntent();
    }
    return event;
  }

  /** @returns when the outcome is durable */
  async end({ outcome, meta, error }: EventEnd): Promise<void> {
    const { clock, writer } = this.#capture;
    const durationMs = Math.max(clock.now() - this.#startedAt, 0);
    const described = this.#describe({ ...this.#start.meta, ...meta }, error);
    const draft: AuditDraft = { ...described, outcome, durationMs };
    if (isNoise(draft)) {
      draft.noise = true;
    }
    if (this.#ended) {
      await writer.write({
        kind: 'record',
        draft: { ...draft, id: randomUUID() },
      });
      return;
    }
    this.#ended = true;
    await writer.write({ kind: 'record', draft, intentId: this.#intentId });
  }

  async #noteIntent(): Promise<void> {
    const draft = this.#describe(this.#start.meta);
    const { id, correlationId, startedAt: at, writer } = draft;
    const intent = { id, correlationId, at, writer, draft };
    await this.#capture.writer.write({ kind: 'intent', intent });
    this.#intentId = id;
  }

  #describe(meta?: JsonObject, error?: Error): AuditIntent['draft'] {
    const { plugin, event, severity, actors, request } = this.#start;
    const { change, rest } = splitChange(meta);
    const { value, redacted, truncated } = this.#capture.sanitiser.sanitise({
      request,
      meta: rest,
      change,
      error: error && errorOf(error),
    });
    return {
      id: this.#id,
      correlationId: knownCorrelation(plugin, meta) ?? this.#id,
      plugin,
      event,
      action: actionOf(meta),
      severity,
      source: 'auditor',
      startedAt: new Date(this.#startedAt).toISOString(),
      actors,
      entities: entitiesIn(value.meta),
      ...value,
      redacted,
      truncated,
      writer: this.#capture.writer.name,
    };
  }
}

function actionOf(meta: JsonObject | undefined): string | undefined {
  const action = meta?.actionType ?? meta?.queryType;
  return typeof action === 'string' ? action.slice(0, 100) : undefined;
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
