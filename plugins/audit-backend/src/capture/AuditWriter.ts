import { randomBytes, randomUUID } from 'crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Knex } from 'knex';
import { Admission } from './Admission';
import { adoptSpools } from './adoptSpools';
import { createCaptureMetrics, type CaptureMetrics } from './CaptureMetrics';
import { captureStatus, type CaptureStatus } from './captureStatus';
import { systemClock, type Clock } from './clock';
import { Delivery } from './Delivery';
import { severityOf, type AuditSink, type Batch } from './entries';
import type { LogEntry } from '../log/LogEntry';
import { Heartbeat } from './Heartbeat';
import { Held } from './Held';
import { Outage } from './Outage';
import type { CaptureSettings } from './settings';
import type { Spool } from './spool/Spool';
import { Spools } from './spool/Spools';
import { Spooler } from './Spooler';
import { Steps } from './Steps';
import { Queue } from './Queue';
import { refusal } from './refusal';
import { Replay } from './Replay';
import type { HeldUnit, Unit, Waiting } from './waiting';
import { withoutStatement } from './withoutStatement';

/** While there is work, spools of other processes get every so-manieth turn. */
const ADOPTED_TURN = 8;
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
 * One flush takes all that waits, and the next begins when it ends, so the busier
 * it gets the larger the batches. The way of an entry:
 *
 * - the database answers and nothing is spooled: into the queue;
 * - else by severity: `spool`, or `wait` for the database for a limited time.
 *
 * When the database is back, the spool goes first and what waits follows, so a
 * process's entries arrive in their order. Each batch has an id that the log
 * remembers: it is stored once however often it is delivered.
 */
export class AuditWriter {
  /** Names this process in what it writes. */
  readonly name: string;
  /** Who is let in, and when. */
  readonly admission: Admission;
  readonly #o: Required<Omit<AuditWriterOptions, 'name'>>;
  readonly #queue = new Queue();
  readonly #held: Held;
  readonly #spooler: Spooler;
  readonly #outage: Outage;
  readonly #replay: Replay;
  readonly #steps: Steps;
  readonly #metrics: CaptureMetrics;
  readonly #observers = new Set<(entry: LogEntry) => void>();
  #inFlight = 0;
  #sink: AuditSink | undefined;
  #delivery: Delivery | undefined;
  #turns = 0;
  #stopAdopting = async () => {};
  #heartbeat: Heartbeat | undefined;
  #spoolError: Error | undefined;
  #bypass: string | undefined;
  #stopped = false;

  private constructor(options: AuditWriterOptions) {
    const { settings, logger, clock = systemClock } = options;
    this.name = options.name ?? randomBytes(NAME_BYTES).toString('hex');
    const now = () => clock.now();
    const spools =
      options.spools ??
      Spools.create({ ...settings.spool, name: this.name, now });
    this.#o = { settings, logger, clock, spools };
    this.#held = Held.create({
      clock,
      waitForMs: settings.waitForMs,
      onExpired: unit => this.#expired(unit),
    });
    this.#spooler = Spooler.create({
      spools,
      limits: settings.maxBatch,
      onSpooled: entries => this.#spooled(entries),
      onRefused: (unit, error) => this.#notSpooled(unit, error),
    });
    // Not of the database, which `deliver` answers for, but of reading the spool.
    const onError = (error: Error) => this.#outage.failed(error);
    this.#steps = Steps.create({ step: () => this.#step(), onError });
    const retry = () => this.#steps.wake();
    this.#outage = Outage.create({ clock, logger, writer: this.name, retry });
    this.#metrics = createCaptureMetrics(() => this.status());
    this.admission = Admission.create({
      limit: 2 * settings.maxWaiting.entries,
      inMemory: () => this.#queue.length + this.#spooler.pending,
    });
    this.#replay = Replay.create({
      writer: this.name,
      clock,
      limits: settings.maxBatch,
      deliver: batches => this.#deliver(batches),
      onReplayed: entries => this.#metrics.replayed(entries),
    });
  }

  static create(options: AuditWriterOptions): AuditWriter {
    return new AuditWriter(options);
  }

  /**
   * @param bytes - its size, roughly
   * @returns when the entry is durable
   * @throws ServiceUnavailableError where neither the database nor the disk takes it
   */
  write(entry: LogEntry, bytes = JSON.stringify(entry).length): Promise<void> {
    this.#observers.forEach(observe => observe(entry));
    return new Promise((resolve, reject) => {
      this.#place({ entry, bytes, resolve, reject });
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
    this.#delivery = Delivery.create({
      sink,
      logger,
      clock,
      writer,
      timeoutMs,
    });
    void this.#stopAdopting();
    this.#stopAdopting = adoptSpools({
      ...this.#o,
      onFound: () => {
        this.#heartbeat?.noteSpools();
        this.#steps.wake();
      },
    });
    void this.#heartbeat?.stop(false);
    this.#heartbeat = Heartbeat.start({ ...this.#o, sink, writer, timeoutMs });
    this.#steps.wake();
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
    const notAttached = this.#delivery ? undefined : 'not attached';
    return captureStatus({
      database: this.#outage.error?.message ?? notAttached,
      spool: this.#spoolError?.message,
      bypass: this.#bypass,
      spooled: this.#o.spools.entries,
      waiting: this.#waiting + this.#inFlight + this.#spooler.pending,
    });
  }

  /**
   * Flushes what waits. What cannot be stored is spooled, as is what comes later:
   * the next process finds it.
   */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#steps.idle();
    await this.#stopAdopting();
    this.#delivery = undefined;
    for (const unit of this.#held.takeAll()) {
      this.#spooler.add(unit);
    }
    this.#evacuate();
    await this.#spooler.idle();
    await this.#heartbeat?.stop();
    this.#heartbeat = undefined;
    await this.#o.spools.close();
  }

  #place(waiting: Waiting): void {
    const { onUnavailable } = this.#o.settings;
    if (this.#isDirect && !this.#isFull(1)) {
      this.#queue.add([waiting]);
      this.#steps.wake();
    } else if (
      onUnavailable[severityOf(waiting.entry)] === 'spool' ||
      this.#stopped ||
      this.#isFull(4)
    ) {
      this.#spooler.add({ members: [waiting] });
    } else {
      this.#held.add({ members: [waiting] });
      this.admission.letIn();
      this.#steps.wake();
    }
  }

  get #isDirect(): boolean {
    return (
      this.#delivery !== undefined &&
      !this.#stopped &&
      this.#outage.isOver &&
      this.#spooler.isEmpty
    );
  }

  get #waiting(): number {
    return this.#queue.length + this.#held.entries;
  }

  #isFull(times: number): boolean {
    const { entries, bytes } = this.#o.settings.maxWaiting;
    return (
      this.#waiting >= times * entries ||
      this.#queue.bytes + this.#held.bytes >= times * bytes
    );
  }

  /** Does one piece of work. @returns whether there may be more */
  async #step(): Promise<boolean> {
    if (!this.#delivery || !this.#outage.mayTry) {
      return false;
    }
    const unsettled = this.#held.takeUnsettled();
    if (unsettled) {
      return this.#flush(unsettled);
    }
    if (this.#spooler.isEmpty) {
      this.#queue.add(this.#held.takeLoose());
    }
    const { own, adopted } = this.#o.spools;
    const busy = this.#queue.length > 0 && ++this.#turns % ADOPTED_TURN > 0;
    if (this.#queue.length > 0 && (busy || !adopted)) {
      return this.#flush({
        members: this.#queue.take(this.#o.settings.maxBatch),
      });
    }
    // After stop, the spool is left to the next process.
    const spool = this.#stopped ? undefined : this.#spoolTurn(own, adopted);
    return spool ? this.#replayFrom(spool) : this.#queue.length > 0;
  }

  #spoolTurn(own: Spool, adopted?: Spool): Spool | undefined {
    return this.#queue.length > 0 || own.isEmpty ? adopted : own;
  }

  async #flush({ id = randomUUID(), members }: Unit): Promise<boolean> {
    const { clock } = this.#o;
    const begun = clock.steady();
    this.#inFlight = members.length;
    const entries = members.map(({ entry }) => entry);
    const left = await this.#deliver([{ id, entries }]);
    this.#inFlight = 0;
    const byEntry = new Map(members.map(m => [m.entry, m]));
    for (const batch of left) {
      const stay = batch.entries.flatMap(entry => byEntry.get(entry) ?? []);
      batch.entries.forEach(entry => byEntry.delete(entry));
      this.#keep({ id: batch.id, members: stay });
    }
    byEntry.forEach(({ resolve }) => resolve());
    this.#metrics.flushed(byEntry.size, clock.steady() - begun);
    if (left.length > 0) {
      this.#evacuate();
    }
    this.admission.letIn();
    return left.length === 0;
  }

  async #replayFrom(spool: Spool): Promise<boolean> {
    const { spools, logger } = this.#o;
    if (!(await this.#replay.next(spool))) {
      return false;
    }
    await spools.tidy();
    if (spools.entries === 0) {
      this.#spoolError = undefined;
      logger.info('All spooled audit entries are in the database');
    }
    return true;
  }

  async #deliver(batches: readonly Batch[]): Promise<readonly Batch[]> {
    if (!this.#delivery) {
      return batches;
    }
    const { left, error } = await this.#delivery.deliver(batches);
    if (error) {
      this.#outage.failed(error);
    } else {
      this.#note(this.#outage.worked());
    }
    return left;
  }

  /** Writes a record about ourselves, for which nobody waits. */
  #note(entry: LogEntry | undefined): void {
    if (entry) {
      this.write(entry).catch(error =>
        this.#o.logger.error('An outage could not be recorded', error),
      );
    }
  }

  /** It may be stored or not: it stays one unit, and one that may be spooled is. */
  #keep(unit: Unit): void {
    const { onUnavailable } = this.#o.settings;
    const mayWait = unit.members.every(
      ({ entry }) => onUnavailable[severityOf(entry)] === 'wait',
    );
    if (mayWait && !this.#stopped) {
      this.#held.add(unit);
    } else {
      this.#spooler.add(unit);
    }
  }

  /** The database is away: everything in the queue finds another way. */
  #evacuate(): void {
    this.#queue.takeAll().forEach(member => this.#place(member));
  }

  #expired(unit: HeldUnit): void {
    if (unit.refused) {
      this.#reject(unit, unit.refused);
    } else {
      this.#spooler.add({ ...unit, waited: true });
    }
  }

  #spooled(entries: number): void {
    this.#spoolError = undefined;
    this.#metrics.spooled(entries);
    this.admission.letIn();
    this.#steps.wake();
  }

  /** The disk does not take it. It gets the time it would have had waiting for the database. */
  #notSpooled(unit: Unit, error: Error): void {
    if (!this.#spoolError) {
      this.#o.logger.error('The audit log cannot be spooled', error);
    }
    this.#spoolError = error;
    this.admission.letIn();
    if (unit.waited || this.#stopped || this.#isFull(4)) {
      this.#reject(unit, error);
    } else {
      this.#held.add(unit, error);
      this.#steps.wake();
    }
  }

  #reject({ members }: Unit, spoolError: Error): void {
    const { error } = this.#outage;
    this.#metrics.rejected(members.length);
    const refused = refusal(error, spoolError);
    members.forEach(({ reject }) => reject(refused));
  }
}
