import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  AUDIT_CHANNEL,
  type AuditSignal,
} from '@daytwo/backstage-plugin-audit-common';
import type { AuditSink } from '../capture/entries';
import type { AuditLog } from '../log/AuditLog';
import type { AppendOptions, LogEntry } from '../log/LogEntry';
import type { Presence } from '../log/writers';

const PAUSE_MS = 1000;

/** Puts entries into the log, and tells open pages that there are more, at most once a second. */
export class SignallingSink implements AuditSink {
  readonly #log: AuditLog;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  #lastSeq = 0;
  #isPending = false;

  private constructor(
    log: AuditLog,
    signals: SignalsService,
    logger: LoggerService,
  ) {
    this.#log = log;
    this.#signals = signals;
    this.#logger = logger;
  }

  static create(
    log: AuditLog,
    signals: SignalsService,
    logger: LoggerService,
  ): SignallingSink {
    return new SignallingSink(log, signals, logger);
  }

  async append(
    entries: readonly LogEntry[],
    options?: AppendOptions,
  ): Promise<unknown> {
    const appended = await this.#log.append(entries, options);
    if (appended.lastSeq > this.#lastSeq) {
      this.#lastSeq = appended.lastSeq;
      this.#signalSoon();
    }
    return appended;
  }

  known(batchIds: readonly string[]): Promise<string[]> {
    return this.#log.known(batchIds);
  }

  seen(writers: readonly Presence[]): Promise<void> {
    return this.#log.seen(writers);
  }

  left(writer: Presence): Promise<void> {
    return this.#log.left(writer);
  }

  #signalSoon(): void {
    if (this.#isPending) {
      return;
    }
    this.#isPending = true;
    setTimeout(() => {
      this.#isPending = false;
      this.#signal().catch(error =>
        this.#logger.warn('New records could not be signalled', error),
      );
    }, PAUSE_MS).unref();
  }

  async #signal(): Promise<void> {
    const message: AuditSignal = { lastSeq: this.#lastSeq };
    await this.#signals.publish({
      recipients: { type: 'broadcast' },
      channel: AUDIT_CHANNEL,
      message: { ...message },
    });
  }
}
