import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  AuditActor,
  AuditDraft,
} from '@daytwo/backstage-plugin-audit-common';
import type { JsonValue } from '@backstage/types';
import { taskActor } from '../../auditor/actors';
import { taskCorrelation } from '../../auditor/correlation';
import type { AuditCapture } from '../../capture/AuditCapture';
import { draftOf } from '../../capture/entries';
import type { LogEntry } from '../../log/LogEntry';
import type { DefaultAuditRecorder } from '../../recorder/DefaultAuditRecorder';
import { Recent } from '../Recent';
import { readTaskEvent, type TaskEvent } from './taskEvent';

/** How long the auditor has to report the same itself. */
const PATIENCE_MS = 5000;

/** What {@link TaskListener} works with. */
export interface TaskListenerOptions {
  events: EventsService;
  capture: AuditCapture;
  /** With the scaffolder as its source. */
  recorder: DefaultAuditRecorder;
  logger: LoggerService;
}

interface Pending {
  callOff: () => void;
  record: () => Promise<void>;
}

/**
 * Records what the topic `scaffolder.task` tells and the auditor does not: where
 * the scaffolder is in a backend without our auditor, say. It waits a little, and
 * records only what the auditor has not: both use the same correlation.
 *
 * The topic is at most once, and is heard in one replica only where there is an
 * event bus.
 */
export class TaskListener {
  readonly #o: TaskListenerOptions;
  readonly #pending = Recent.create<Pending>();
  /** When the auditor reported, by task and phase. */
  readonly #audited = Recent.create<number>();
  readonly #known = Recent.create<TaskEvent>();
  #stopObserving: () => void = () => {};

  private constructor(options: TaskListenerOptions) {
    this.#o = options;
  }

  static create(options: TaskListenerOptions): TaskListener {
    return new TaskListener(options);
  }

  async start(): Promise<void> {
    const { events, capture } = this.#o;
    this.#stopObserving = capture.writer.observe(entry => this.#observe(entry));
    await events.subscribe({
      id: 'audit-scaffolder-tasks',
      topics: ['scaffolder.task'],
      onEvent: async ({ eventPayload }) => this.#hear(eventPayload),
    });
  }

  /** Records what it still waits for. */
  async stop(): Promise<void> {
    this.#stopObserving();
    const waiting = this.#pending.values();
    waiting.forEach(({ callOff }) => callOff());
    await Promise.all(waiting.map(({ record }) => record()));
  }

  #hear(payload: unknown): void {
    const heard = readTaskEvent(payload);
    if (!heard) {
      return;
    }
    const known = this.#known.get(heard.taskId);
    const task: TaskEvent = {
      ...heard,
      createdBy: heard.createdBy ?? known?.createdBy,
      templateRef: heard.templateRef ?? known?.templateRef,
    };
    this.#known.set(task.taskId, { ...task, parameters: undefined });
    if (task.phase) {
      this.#await(`${task.taskId} ${task.phase}`, task);
    }
  }

  #await(key: string, task: TaskEvent): void {
    const { clock } = this.#o.capture;
    const audited = this.#audited.get(key);
    if (audited !== undefined && clock.steady() - audited < PATIENCE_MS) {
      return;
    }
    const heardAt = new Date(clock.now());
    const record = async () => {
      this.#pending.take(key);
      await this.#record(task, heardAt);
    };
    this.#pending.take(key)?.callOff();
    this.#pending.set(key, {
      record,
      callOff: clock.after(PATIENCE_MS, record),
    });
  }

  #observe(entry: LogEntry): void {
    const { plugin, event, action, source, meta } = draftOf(entry);
    if (
      entry.kind === 'record' &&
      source === 'auditor' &&
      plugin === 'scaffolder' &&
      event === 'task'
    ) {
      const phase = action === 'stale-cancel' ? 'execution' : action;
      const key = `${meta?.taskId} ${phase}`;
      this.#audited.set(key, this.#o.capture.clock.steady());
      this.#pending.take(key)?.callOff();
    }
  }

  async #record(task: TaskEvent, startedAt: Date): Promise<void> {
    const { taskId, status, templateRef } = task;
    try {
      await this.#o.recorder.record({
        event: 'task',
        action: task.phase,
        severity: 'medium',
        outcome: outcomeOf(status),
        actors: actorsOf(task),
        entities: templateRef ? [templateRef] : undefined,
        meta: { taskId, status, taskParameters: task.parameters as JsonValue },
        startedAt,
        correlationId: taskCorrelation(taskId),
      });
    } catch (error) {
      const message = `A task of the scaffolder, ${taskId}, could not be recorded`;
      this.#o.logger.error(message, error as Error);
    }
  }
}

function outcomeOf(status: string): AuditDraft['outcome'] {
  return status === 'failed' ? 'failed' : 'succeeded';
}

/** The topic does not say who cancelled. */
function actorsOf({ createdBy, taskId, phase }: TaskEvent): AuditActor[] {
  const plugin: AuditActor = { type: 'plugin', ref: 'plugin:scaffolder' };
  const person: AuditActor[] = createdBy
    ? [{ type: 'user', ref: createdBy }]
    : [];
  switch (phase) {
    case 'create':
      return createdBy ? person : [plugin];
    case 'cancel':
      return [plugin];
    default:
      return [...person, taskActor(taskId), plugin];
  }
}
