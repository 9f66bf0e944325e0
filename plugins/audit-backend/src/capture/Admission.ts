/** Actions that are begun at once. */
const MOST_BEGINNING = 500;

/** What {@link Admission} works with. */
export interface AdmissionOptions {
  /** Entries that may be in memory, or about to be. */
  limit: number;
  /** Entries that are. */
  inMemory: () => number;
}

/**
 * Lets no more callers make entries than fit in memory, and no actions begin while
 * some wait. In a burst, those who wait here hold little more than their turn;
 * there is always room again, as entries that the database is too slow for go to
 * disk.
 */
export class Admission {
  readonly #o: AdmissionOptions;
  #waiting: (() => void)[] = [];
  /** Let in, but not there yet. */
  #coming = 0;
  #atDoor: (() => void)[] = [];
  #beginning = 0;

  private constructor(options: AdmissionOptions) {
    this.#o = options;
  }

  static create(options: AdmissionOptions): Admission {
    return new Admission(options);
  }

  /**
   * To be asked before an action is looked at, which takes memory; {@link begun}
   * is to follow.
   *
   * @returns what to wait for; undefined where there is room now
   */
  begin(): Promise<void> | undefined {
    if (this.#atDoor.length === 0 && this.#mayBegin > 0) {
      this.#beginning++;
      return undefined;
    }
    return new Promise(resolve => this.#atDoor.push(resolve));
  }

  /** An action was begun: its entries follow. */
  begun(): void {
    this.#beginning--;
    this.#openDoor();
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
    this.#openDoor();
  }

  #openDoor(): void {
    const next = this.#atDoor.splice(0, this.#mayBegin);
    this.#beginning += next.length;
    next.forEach(resolve => resolve());
  }

  get #mayBegin(): number {
    return this.#waiting.length > 0 ? 0 : MOST_BEGINNING - this.#beginning;
  }

  get #room(): number {
    return this.#o.limit - this.#o.inMemory() - this.#coming;
  }
}
