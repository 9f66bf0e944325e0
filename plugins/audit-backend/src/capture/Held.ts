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

  /** However often it comes back, it waits no longer than it may. */
  add(unit: Unit, refused?: Error): void {
    const { clock, waitForMs } = this.#o;
    const latest = clock.steady() + waitForMs;
    for (const member of unit.members) {
      member.deadline ??= latest;
    }
    const deadlines = unit.members.map(({ deadline = latest }) => deadline);
    this.#units.push({ ...unit, refused, deadline: Math.min(...deadlines) });
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

  #arm(): void {
    const { clock } = this.#o;
    if (this.#units.length > 0 && !this.#armed) {
      this.#armed = true;
      const next = this.#units.reduce(
        (soonest, { deadline }) => Math.min(soonest, deadline),
        Infinity,
      );
      const ms = Math.max(next - clock.steady(), 0);
      clock.after(ms, () => this.#expire());
    }
  }

  #expire(): void {
    const { clock, onExpired } = this.#o;
    const now = clock.steady();
    this.#armed = false;
    const expired = this.#units.filter(({ deadline }) => deadline <= now);
    this.#units = this.#units.filter(({ deadline }) => deadline > now);
    for (const unit of expired) {
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
