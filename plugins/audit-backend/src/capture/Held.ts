import type { Clock } from './clock';
import type { HeldUnit, Unit, Waiting } from './waiting';

/** What {@link Held} works with. */
export interface HeldOptions {
  clock: Clock;
  waitForMs: number;
  /** It has waited long enough. */
  onExpired: (unit: HeldUnit) => void;
}

/** Units that wait for the database, each for a limited time. */
export class Held {
  readonly #o: HeldOptions;
  #units: HeldUnit[] = [];
  #entries = 0;
  #bytes = 0;
  #armed = false;

  private constructor(options: HeldOptions) {
    this.#o = options;
  }

  static create(options: HeldOptions): Held {
    return new Held(options);
  }

  get entries(): number {
    return this.#entries;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add(unit: Unit, refused?: Error): void {
    const { clock, waitForMs } = this.#o;
    this.#units.push({ ...unit, refused, deadline: clock.now() + waitForMs });
    this.#count(unit, 1);
    this.#arm();
  }

  /** The oldest that may be stored already, so that it is settled before anything newer. */
  takeUnsettled(): HeldUnit | undefined {
    const at = this.#units.findIndex(({ id }) => id !== undefined);
    const [unit] = at < 0 ? [] : this.#units.splice(at, 1);
    if (unit) {
      this.#count(unit, -1);
    }
    return unit;
  }

  /** Everything that need not stay together. */
  takeLoose(): Waiting[] {
    const loose = this.#units.filter(({ id }) => id === undefined);
    this.#units = this.#units.filter(({ id }) => id !== undefined);
    loose.forEach(unit => this.#count(unit, -1));
    return loose.flatMap(({ members }) => members);
  }

  takeAll(): HeldUnit[] {
    const all = this.#units.splice(0);
    all.forEach(unit => this.#count(unit, -1));
    return all;
  }

  /** What waits longest is first: all wait equally long. */
  #arm(): void {
    const { clock } = this.#o;
    const [first] = this.#units;
    if (first && !this.#armed) {
      this.#armed = true;
      const ms = Math.max(first.deadline - clock.now(), 0);
      clock.after(ms, () => this.#expire());
    }
  }

  #expire(): void {
    const { clock, onExpired } = this.#o;
    this.#armed = false;
    while (this.#units[0]?.deadline <= clock.now()) {
      const [unit] = this.#units.splice(0, 1);
      this.#count(unit, -1);
      onExpired(unit);
    }
    this.#arm();
  }

  #count({ members }: Unit, sign: 1 | -1): void {
    this.#entries += sign * members.length;
    this.#bytes += sign * members.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
