/** What {@link Admission} works with. */
export interface AdmissionOptions {
  /** Entries that may be in memory, or about to be. */
  limit: number;
  /** Entries that are. */
  inMemory: () => number;
}

/**
 * Lets no more callers make entries than fit in memory. In a burst, those who wait
 * here hold little more than their turn; there is always room again, as entries
 * that the database is too slow for go to disk.
 */
export class Admission {
  readonly #o: AdmissionOptions;
  #waiting: (() => void)[] = [];
  /** Let in, but not there yet. */
  #coming = 0;

  private constructor(options: AdmissionOptions) {
    this.#o = options;
  }

  static create(options: AdmissionOptions): Admission {
    return new Admission(options);
  }

  /** @returns what to wait for; undefined where there is room now */
  enter(): Promise<void> | undefined {
    if (this.#waiting.length === 0 && this.#room > 0) {
      this.#coming++;
      return undefined;
    }
    return new Promise(resolve => this.#waiting.push(resolve));
  }

  /** Who was let in has arrived. */
  arrived(): void {
    this.#coming--;
  }

  /** Something has left memory. */
  letIn(): void {
    const next = this.#waiting.splice(0, Math.max(this.#room, 0));
    this.#coming += next.length;
    next.forEach(resolve => resolve());
  }

  get #room(): number {
    return this.#o.limit - this.#o.inMemory() - this.#coming;
  }
}
