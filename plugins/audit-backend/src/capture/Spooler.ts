import { randomUUID } from 'crypto';
import type { TextBatch } from './spool/frame';
import type { Spools } from './spool/Spools';
import {
  takeBatch,
  type BatchLimits,
  type Unit,
  type Waiting,
} from './waiting';

/** Batches that are made text, written and synced together. */
const AT_ONCE = 8;

/** What {@link Spooler} works with. */
export interface SpoolerOptions {
  spools: Spools;
  limits: BatchLimits;
  /** Units that are on disk now. */
  onSpooled: (entries: number) => void;
  /** A unit that the disk does not take. */
  onRefused: (unit: Unit, error: Error) => void;
}

/**
 * Puts entries on disk in groups: all that wait while the disk is busy are
 * written and synced together.
 */
export class Spooler {
  readonly #o: SpoolerOptions;
  #waiting: Unit[] = [];
  #busy: Promise<void> | undefined;
  #entries = 0;

  private constructor(options: SpoolerOptions) {
    this.#o = options;
  }

  static create(options: SpoolerOptions): Spooler {
    return new Spooler(options);
  }

  /** Entries on the way to the disk. */
  get pending(): number {
    return this.#entries;
  }

  /** Nothing is on disk or on the way there, of this process. */
  get isEmpty(): boolean {
    return this.#entries === 0 && this.#o.spools.own.isEmpty;
  }

  add(unit: Unit): void {
    this.#waiting.push(unit);
    this.#entries += unit.members.length;
    this.#busy ??= this.#run();
  }

  async idle(): Promise<void> {
    while (this.#busy) {
      await this.#busy;
    }
  }

  async #run(): Promise<void> {
    // Those that come in the same turn go together.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const units = group(this.#waiting.splice(0), this.#o.limits);
      while (units.length > 0) {
        await this.#write(units.splice(0, AT_ONCE));
      }
    }
    this.#busy = undefined;
  }

  async #write(units: readonly Unit[]): Promise<void> {
    const error = await this.#o.spools.append(units.map(toText)).then(
      () => undefined,
      (e: Error) => e,
    );
    for (const unit of units) {
      this.#entries -= unit.members.length;
      if (error) {
        this.#o.onRefused(unit, error);
      } else {
        this.#o.onSpooled(unit.members.length);
        unit.members.forEach(({ resolve }) => resolve());
      }
    }
  }
}

/** Units with an id stay as they are; the entries of others that follow each other are put together. */
function group(units: readonly Unit[], limits: BatchLimits): Unit[] {
  const grouped: Unit[] = [];
  for (const { first, members } of runs(units)) {
    if (first.id !== undefined) {
      grouped.push(first);
    }
    while (members.length > 0) {
      const batch = takeBatch(members, limits);
      grouped.push({ ...first, id: randomUUID(), members: batch });
    }
  }
  return grouped;
}

function runs(units: readonly Unit[]) {
  const found: { first: Unit; members: Waiting[] }[] = [];
  for (const unit of units) {
    const last = found.at(-1);
    if (unit.id !== undefined) {
      found.push({ first: unit, members: [] });
    } else if (last && fits(last.first, unit)) {
      last.members.push(...unit.members);
    } else {
      found.push({ first: unit, members: [...unit.members] });
    }
  }
  return found;
}

function fits(first: Unit, unit: Unit): boolean {
  return first.id === undefined && first.waited === unit.waited;
}

function toText({ id = randomUUID(), members }: Unit): TextBatch {
  return { id, texts: members.map(({ entry }) => JSON.stringify(entry)) };
}
