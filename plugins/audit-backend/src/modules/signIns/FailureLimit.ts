import type { Clock } from '../../capture/clock';

const WINDOW_MS = 60_000;
const MOST = 30;
/** Beyond so many addresses at a time, all that are new count as one. */
const MOST_ADDRESSES = 5000;

/** What {@link FailureLimit} works with. */
export interface FailureLimitOptions {
  clock: Clock;
  /** So many from an address were not recorded one by one. */
  onSkipped: (address: string, failures: number) => void;
}

/**
 * Anybody may fail to sign in, as often as they like: beyond thirty a minute from
 * one address, failures are counted, and the count is recorded.
 */
export class FailureLimit {
  readonly #o: FailureLimitOptions;
  readonly #failures = new Map<string, number>();

  private constructor(options: FailureLimitOptions) {
    this.#o = options;
  }

  static create(options: FailureLimitOptions): FailureLimit {
    return new FailureLimit(options);
  }

  /** Whether one more is recorded by itself. */
  allows(address: string): boolean {
    const isKnown = this.#failures.has(address);
    const key =
      isKnown || this.#failures.size < MOST_ADDRESSES ? address : 'others';
    const before = this.#failures.get(key);
    if (before === undefined) {
      this.#o.clock.after(WINDOW_MS, () => this.#end(key));
    }
    this.#failures.set(key, (before ?? 0) + 1);
    return (before ?? 0) < MOST;
  }

  #end(key: string): void {
    const failures = this.#failures.get(key) ?? 0;
    this.#failures.delete(key);
    if (failures > MOST) {
      this.#o.onSkipped(key, failures - MOST);
    }
  }
}
