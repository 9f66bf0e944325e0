import type { LoggerService } from '@backstage/backend-plugin-api';

const POLL_MS = 1000;
const LONGEST_PAUSE_MS = 15_000;

/** What {@link WorkLoop} works with. @public */
export interface WorkLoopOptions {
  /** Does a piece of work; false where there was none. */
  step: () => Promise<boolean>;
  logger: LoggerService;
  /** What the step does, to begin a sentence of the log with, such as `Evaluation`. */
  what: string;
  /** How long to wait where there was no work; a second by default. */
  pollMs?: number;
}

/**
 * Repeats a step while there is work, and looks again now and then. Where the
 * step fails, a database that is away say, it is tried again with growing
 * pauses; the first failure and the recovery are logged, not each try.
 *
 * @public
 */
export class WorkLoop {
  readonly #o: WorkLoopOptions;
  #stopping = false;
  #running: Promise<void> | undefined;
  #rouse: (() => void) | undefined;
  #woken = false;
  #failures = 0;

  private constructor(options: WorkLoopOptions) {
    this.#o = options;
  }

  static create(options: WorkLoopOptions): WorkLoop {
    return new WorkLoop(options);
  }

  /** Begins; nothing more happens where it runs already. */
  start(): void {
    this.#running ??= this.#run();
  }

  /** There may be work: do not wait for the next look. */
  wake(): void {
    this.#woken = true;
    this.#rouse?.();
  }

  /** Ends after the step at hand. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#rouse?.();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      this.#woken = false;
      const worked = await this.#try();
      if (!worked && !this.#stopping && !this.#woken) {
        await this.#pause();
      }
    }
  }

  async #try(): Promise<boolean> {
    try {
      const worked = await this.#o.step();
      if (this.#failures > 0) {
        this.#o.logger.info(
          `${this.#o.what} works again after ${this.#failures} failed attempts`,
        );
      }
      this.#failures = 0;
      return worked;
    } catch (error) {
      if (this.#failures++ === 0) {
        this.#o.logger.error(
          `${this.#o.what} failed; it is tried again until it works`,
          error as Error,
        );
      }
      return false;
    }
  }

  #pause(): Promise<void> {
    const ms = Math.min(
      (this.#o.pollMs ?? POLL_MS) * 2 ** Math.min(this.#failures, 4),
      LONGEST_PAUSE_MS,
    );
    return new Promise(resolve => {
      const timer = setTimeout(resolve, ms);
      this.#rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
