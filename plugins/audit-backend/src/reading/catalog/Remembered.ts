interface Kept<T> {
  until: number;
  value: Promise<T>;
}

/** What {@link Remembered} may be told. */
export interface RememberedOptions {
  keptMs: number;
  /** More than these are forgotten. */
  most: number;
  now: () => number;
}

/** Answers that are good for a while, asked for once by all who ask at the same time. */
export class Remembered<T> {
  readonly #options: RememberedOptions;
  readonly #kept = new Map<string, Kept<T>>();

  private constructor(options: RememberedOptions) {
    this.#options = options;
  }

  static create<T>(options: RememberedOptions): Remembered<T> {
    return new Remembered<T>(options);
  }

  get(key: string, ask: () => Promise<T>): Promise<T> {
    const { now, keptMs, most } = this.#options;
    const kept = this.#kept.get(key);
    if (kept && now() < kept.until && kept.until <= now() + keptMs) {
      return kept.value;
    }
    if (this.#kept.size >= most) {
      this.#kept.clear();
    }
    const value = ask();
    this.#kept.set(key, { until: now() + keptMs, value });
    value.catch(() => this.#kept.delete(key));
    return value;
  }
}
