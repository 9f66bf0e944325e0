import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Presence } from '../log/writers';
import type { Clock } from './clock';
import type { AuditSink } from './entries';
import { isOutage } from './isOutage';
import type { Spools } from './spool/Spools';

const EVERY_MS = 30_000;

/** What {@link Heartbeat} works with. */
export interface HeartbeatOptions {
  sink: AuditSink;
  /** Of this process. */
  writer: string;
  spools: Pick<Spools, 'byWriter'>;
  clock: Clock;
  logger: LoggerService;
  /** How long the end waits for the database, milliseconds. */
  timeoutMs: number;
}

/**
 * Tells the log, now and every half a minute, that this process is there, and so
 * are those whose spools it replays: what they began is given up only when they
 * have not been heard of for long.
 */
export class Heartbeat {
  readonly #o: HeartbeatOptions;
  /** Whose entries are, or were, on disk, and the log does not know that they are there no more. */
  readonly #spooling = new Set<string>();
  #callOff = () => {};
  #busy: Promise<void> | undefined;
  #failed = false;

  private constructor(options: HeartbeatOptions) {
    this.#o = options;
  }

  static start(options: HeartbeatOptions): Heartbeat {
    const heartbeat = new Heartbeat(options);
    heartbeat.#beat();
    return heartbeat;
  }

  /** @param hasLeft - false where another one goes on for this process */
  async stop(hasLeft = true): Promise<void> {
    const { clock, timeoutMs } = this.#o;
    this.#callOff();
    const leave = async () => {
      await this.#busy;
      await (hasLeft && this.#leave());
    };
    await new Promise<void>(resolve => {
      const callOff = clock.after(timeoutMs, resolve);
      void leave().then(() => {
        callOff();
        resolve();
      });
    });
  }

  /** Looks whose entries are on disk: they may be gone before the next time. */
  noteSpools(): void {
    for (const [name, entries] of this.#o.spools.byWriter()) {
      if (entries > 0) {
        this.#spooling.add(name);
      }
    }
  }

  #beat(): void {
    this.#callOff = this.#o.clock.after(EVERY_MS, () => this.#beat());
    this.#busy ??= this.#tell().finally(() => {
      this.#busy = undefined;
    });
  }

  async #tell(): Promise<void> {
    const present = this.#present();
    try {
      await this.#o.sink.seen?.(present);
      this.#failed = false;
    } catch (error) {
      this.#warn(error as Error);
      return;
    }
    present
      .filter(({ spooled }) => spooled === 0)
      .forEach(({ name }) => this.#spooling.delete(name));
  }

  /** This process, those on whose entries it works, and once more those with whose it is done. */
  #present(): Presence[] {
    const { writer, spools } = this.#o;
    this.noteSpools();
    const spooled = spools.byWriter();
    const names = new Set([writer, ...this.#spooling]);
    return [...names].map(name => ({ name, spooled: spooled.get(name) ?? 0 }));
  }

  async #leave(): Promise<void> {
    const { sink, spools, writer } = this.#o;
    const spooled = spools.byWriter().get(writer) ?? 0;
    try {
      await sink.left?.({ name: writer, spooled });
    } catch (error) {
      this.#warn(error as Error);
    }
  }

  /** An outage is told of where entries are written. */
  #warn(error: Error): void {
    if (!this.#failed && !isOutage(error)) {
      this.#o.logger.warn(
        'The audit log cannot be told that this process is there',
        error,
      );
    }
    this.#failed = true;
  }
}
