import { randomUUID } from 'crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Clock } from './clock';
import type { LogEntry } from '../log/LogEntry';
import { systemDraft } from './systemDraft';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;

/** What {@link Outage} works with. */
export interface OutageOptions {
  clock: Clock;
  logger: LoggerService;
  writer: string;
  /** Called when it is time to try again. */
  retry: () => void;
}

/**
 * Whether the database takes entries, and when to try again: pauses grow up to ten
 * seconds. Begin and end are logged, and the end is a record.
 */
export class Outage {
  readonly #o: OutageOptions;
  #since = 0;
  /** The same by the steady clock. */
  #begun = 0;
  #failures = 0;
  #retryAt = 0;
  #error: Error | undefined;
  #callOff: (() => void) | undefined;

  private constructor(options: OutageOptions) {
    this.#o = options;
  }

  static create(options: OutageOptions): Outage {
    return new Outage(options);
  }

  /** Why the database was not to be had the last time; undefined while it works. */
  get error(): Error | undefined {
    return this.#error;
  }

  get isOver(): boolean {
    return this.#error === undefined;
  }

  /** Whether it is time to try. */
  get mayTry(): boolean {
    return this.isOver || this.#o.clock.steady() >= this.#retryAt;
  }

  failed(error: Error): void {
    const { clock, logger, retry } = this.#o;
    if (this.#failures++ === 0) {
      this.#since = clock.now();
      this.#begun = clock.steady();
      logger.error('The audit log cannot be written; it is tried again', error);
    }
    this.#error = error;
    const pause = pauseAfter(this.#failures);
    this.#retryAt = clock.steady() + pause;
    this.#callOff?.();
    this.#callOff = clock.after(pause, () => {
      // A timer may be a millisecond early by the clock.
      this.#retryAt = -Infinity;
      retry();
    });
  }

  /** @returns a record of the outage, where there was one */
  worked(): LogEntry | undefined {
    const { clock, logger, writer } = this.#o;
    const error = this.#error;
    if (!error) {
      return undefined;
    }
    const durationMs = Math.round(clock.steady() - this.#begun);
    logger.info(`The audit log can be written again, after ${durationMs} ms`);
    this.#callOff?.();
    this.#error = undefined;
    const failures = this.#failures;
    this.#failures = 0;
    const draft = systemDraft({
      id: randomUUID(),
      action: 'outage',
      severity: 'medium',
      outcome: 'succeeded',
      startedAt: this.#since,
      durationMs,
      meta: { attempts: failures },
      error: { name: error.name, message: error.message.slice(0, 500) },
      writer,
    });
    return { kind: 'record', draft };
  }
}

function pauseAfter(failures: number): number {
  const ms = FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10);
  return Math.min(ms, LONGEST_PAUSE_MS);
}
