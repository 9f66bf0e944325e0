import { randomBytes } from 'crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { Admission } from './Admission';
import { adoptSpools } from './adoptSpools';
import { createCaptureMetrics } from './CaptureMetrics';
import { captureStatus, type CaptureStatus } from './captureStatus';
import { systemClock, type Clock } from './clock';
import { Delivery } from './Delivery';
import type { AuditSink } from './entries';
import { Flow } from './Flow';
import type { LogEntry } from '../log/LogEntry';
import { Heartbeat } from './Heartbeat';
import type { CaptureSettings } from './settings';
import { Spools } from './spool/Spools';
import { withoutStatement } from './withoutStatement';

/** Each record has the name in it: unlike any other, and no longer than that takes. */
const NAME_BYTES = 8;

/** What {@link AuditWriter} works with. */
export interface AuditWriterOptions {
  settings: CaptureSettings;
  logger: LoggerService;
  /** Names this process in what it writes; unlike any other's, now or earlier. */
  name?: string;
  clock?: Clock;
  spools?: Spools;
}

/** An entry and its size, roughly. */
export interface SizedEntry {
  entry: LogEntry;
  bytes: number;
}

/**
 * Takes what is audited from all plugins of a process and makes it durable.
 *
 * `write` resolves when its entry is in the database, or, where the database is
 * away or too slow, in a file that is synced to disk. Never is an entry dropped
 * without its writer being told.
 *
 * {@link Flow} is the way it takes.
 */
export class AuditWriter {
  /** Names this process in what it writes. */
  readonly name: string;
  readonly #o: Required<Omit<AuditWriterOptions, 'name'>>;
  readonly #flow: Flow;
  readonly #observers = new Set<(entry: LogEntry) => void>();
  #sink: AuditSink | undefined;
  #stopAdopting = async () => {};
  #heartbeat: Heartbeat | undefined;
  #bypass: string | undefined;

  private constructor(options: AuditWriterOptions) {
    const { settings, logger, clock = systemClock } = options;
    this.name = options.name ?? randomBytes(NAME_BYTES).toString('hex');
    const now = () => clock.now();
    const spools =
      options.spools ??
      Spools.create({ ...settings.spool, name: this.name, now });
    this.#o = { settings, logger, clock, spools };
    this.#flow = Flow.create({
      ...this.#o,
      writer: this.name,
      metrics: createCaptureMetrics(() => this.status()),
      note: entry => this.#note(entry),
    });
  }

  static create(options: AuditWriterOptions): AuditWriter {
    return new AuditWriter(options);
  }

  /** Who is let in, and when. */
  get admission(): Admission {
    return this.#flow.admission;
  }

  /**
   * @param bytes - its size, roughly
   * @returns when the entry is durable
   * @throws ServiceUnavailableError where neither the database nor the disk takes it
   */
  write(entry: LogEntry, bytes = JSON.stringify(entry).length): Promise<void> {
    this.#observers.forEach(observe => observe(entry));
    return new Promise((resolve, reject) => {
      this.#flow.place({ entry, bytes, resolve, reject });
    });
  }

  /**
   * Like {@link write}, for those of whom there may be very many at once: the
   * entry is made when there is room for it.
   */
  writeInTurn(make: () => SizedEntry): Promise<void> {
    const write = () => {
      this.admission.arrived();
      const { entry, bytes } = make();
      return this.write(entry, bytes);
    };
    return this.admission.enter()?.then(write) ?? write();
  }

  /**
   * Puts entries into the database now, or not at all, together with what is kept
   * there about them.
   *
   * @throws Error where the database does not take them
   */
  async writeAlong(
    entries: readonly LogEntry[],
    along: (tx: Knex) => Promise<void>,
  ): Promise<void> {
    if (!this.#sink) {
      throw new ServiceUnavailableError('The audit log is not there yet');
    }
    await this.#sink.append(entries, { along }).catch(error => {
      throw withoutStatement(error);
    });
  }

  /** The database is there. Also what processes before this one left on disk goes to it. */
  attach(sink: AuditSink): void {
    const { logger, clock, settings } = this.#o;
    const timeoutMs = settings.flushTimeoutMs;
    const writer = this.name;
    this.#sink = sink;
    void this.#stopAdopting();
    this.#stopAdopting = adoptSpools({
      ...this.#o,
      onFound: () => {
        this.#heartbeat?.noteSpools();
        this.#flow.wake();
      },
    });
    void this.#heartbeat?.stop(false);
    this.#heartbeat = Heartbeat.start({ ...this.#o, sink, writer, timeoutMs });
    const delivery = { sink, logger, clock, writer, timeoutMs };
    this.#flow.start(Delivery.create(delivery));
  }

  /** Told of every entry, before it is durable. @returns what ends it */
  observe(observer: (entry: LogEntry) => void): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** What plugins audit goes elsewhere. @param message - why, and what to do */
  bypassed(message: string): void {
    this.#bypass = message;
  }

  status(): CaptureStatus {
    const { outage, spoolError, waiting } = this.#flow;
    return captureStatus({
      database: outage,
      spool: spoolError,
      bypass: this.#bypass,
      spooled: this.#o.spools.entries,
      waiting,
    });
  }

  /**
   * Flushes what waits. What cannot be stored is spooled, as is what comes later:
   * the next process finds it.
   */
  async stop(): Promise<void> {
    await this.#flow.drain();
    await this.#stopAdopting();
    await this.#flow.stop();
    await this.#heartbeat?.stop();
    this.#heartbeat = undefined;
    await this.#o.spools.close();
  }

  #note(entry: LogEntry): void {
    this.write(entry).catch(error =>
      this.#o.logger.error('An outage could not be recorded', error),
    );
  }
}
