import { setImmediate as nextTurn } from 'timers/promises';

/** What {@link Steps} works with. */
export interface StepsOptions {
  /** Does one piece of work. @returns whether there may be more */
  step: () => Promise<boolean>;
  onError: (error: Error) => void;
}

/** Does what there is to do, one piece after the other, whenever it is woken. */
export class Steps {
  readonly #o: StepsOptions;
  #running: Promise<void> | undefined;
  #woken = false;

  private constructor(options: StepsOptions) {
    this.#o = options;
  }

  static create(options: StepsOptions): Steps {
    return new Steps(options);
  }

  wake(): void {
    this.#woken = true;
    this.#running ??= this.#run();
  }

  /** @returns when there is nothing more to do for now */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    // What is asked for in the same turn goes together.
    await nextTurn();
    try {
      do {
        this.#woken = false;
        while (await this.#o.step()) {
          // Until there is nothing more to do for now.
        }
      } while (this.#woken);
    } catch (error) {
      this.#o.onError(error as Error);
    } finally {
      this.#running = undefined;
    }
  }
}
