import { randomUUID } from 'crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { CaptureMetrics } from './CaptureMetrics';
import type { Clock } from './clock';
import { Admission } from './Admission';
import type { Delivery } from './Delivery';
import { severityOf, type Batch } from './entries';
import type { LogEntry } from '../log/LogEntry';
import { Held } from './Held';
import { Outage } from './Outage';
import type { CaptureSettings } from './settings';
import type { Spool } from './spool/Spool';
import type { Spools } from './spool/Spools';
import { Spooler } from './Spooler';
import { Steps } from './Steps';
import { Queue } from './Queue';
import { refusal } from './refusal';
import { Replay } from './Replay';
import type { HeldUnit, Unit, Waiting } from './waiting';

/** While there is work, spools of other processes get every so-manieth turn. */
const ADOPTED_TURN = 8;

/** What {@link Flow} works with. */
export interface FlowOptions {
  settings: CaptureSettings;
  logger: LoggerService;
  clock: Clock;
  spools: Spools;
  metrics: CaptureMetrics;
  /** Names this process. */
  writer: string;
  /** Writes a record about ourselves, for which nobody waits. */
  note: (entry: LogEntry) => void;
}

/**
 * The way of entries to the database: directly, or past the disk.
 *
 * One flush takes all that waits, and the next begins when it ends, so the busier
 * it gets the larger the batches. Of an entry:
 *
 * - the database answers and nothing is spooled: into the queue;
 * - else by severity: `spool`, or `wait` for the database for a limited time.
 *
 * When the database is back, the spool goes first and what waits follows, so a
 * process's entries arrive in their order. Each batch has an id that the log
 * remembers: it is stored once however often it is delivered.
 */
export class Flow {
  /** Who is let in, and when. */
  readonly admission: Admission;
  readonly #o: FlowOptions;
  readonly #queue = new Queue();
  readonly #held: Held;
  readonly #spooler: Spooler;
  readonly #outage: Outage;
  readonly #replay: Replay;
  readonly #steps: Steps;
  #inFlight = 0;
  #delivery: Delivery | undefined;
  #turns = 0;
  #spoolError: Error | undefined;
  #stopped = false;

  private constructor(options: FlowOptions) {
    const { settings, logger, clock, spools, writer, metrics } = options;
    this.#o = options;
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
    this.#outage = Outage.create({ clock, logger, writer, retry });
    this.admission = Admission.create({
      limit: 2 * settings.maxWaiting.entries,
      inMemory: () => this.#queue.length + this.#spooler.pending,
    });
    this.#replay = Replay.create({
      writer,
      clock,
      limits: settings.maxBatch,
      deliver: batches => this.#deliver(batches),
      onReplayed: entries => metrics.replayed(entries),
    });
  }

  static create(options: FlowOptions): Flow {
    return new Flow(options);
  }

  /** The database is there. */
  start(delivery: Delivery): void {
    this.#delivery = delivery;
    this.#steps.wake();
  }

  /** There is more to do. */
  wake(): void {
    this.#steps.wake();
  }

  /** Why the database does not take entries. */
  get outage(): string | undefined {
    const notAttached = this.#delivery ? undefined : 'not attached';
    return this.#outage.error?.message ?? notAttached;
  }

  /** Why the disk does not take them. */
  get spoolError(): string | undefined {
    return this.#spoolError?.message;
  }

  /** Entries that are not durable yet. */
  get waiting(): number {
    return this.#waiting + this.#inFlight + this.#spooler.pending;
  }

  /** Flushes what waits; what comes from here on goes to disk. */
  async drain(): Promise<void> {
    this.#stopped = true;
    await this.#steps.idle();
  }

  /** Spools what could not be flushed, as is what comes later. */
  async stop(): Promise<void> {
    this.#delivery = undefined;
    for (const unit of this.#held.takeAll()) {
      this.#spooler.add(unit);
    }
    this.#evacuate();
    await this.#spooler.idle();
  }

  /** Takes an entry on its way. */
  place(waiting: Waiting): void {
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
    this.#o.metrics.flushed(byEntry.size, clock.steady() - begun);
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
      const entry = this.#outage.worked();
      if (entry) {
        this.#o.note(entry);
      }
    }
    return left;
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
    this.#queue.takeAll().forEach(member => this.place(member));
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
    this.#o.metrics.spooled(entries);
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
    this.#o.metrics.rejected(members.length);
    const refused = refusal(error, spoolError);
    members.forEach(({ reject }) => reject(refused));
  }
}
