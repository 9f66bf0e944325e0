import type { Clock } from './clock';
import { damageBatch } from './damageBatch';
import type { Batch } from './entries';
import type { Spool } from './spool/Spool';
import type { BatchLimits } from './waiting';

/** What {@link Replay} works with. */
export interface ReplayOptions {
  writer: string;
  clock: Clock;
  /** Of what goes to the database at once. */
  limits: BatchLimits;
  /** @returns what is left because the database is away */
  deliver: (batches: readonly Batch[]) => Promise<readonly Batch[]>;
  onReplayed: (entries: number) => void;
}

/**
 * Brings what is on disk to the database. Batches there are as small as what came
 * while the disk was busy: many of them go together, or what comes meanwhile would
 * be more than what goes.
 */
export class Replay {
  readonly #o: ReplayOptions;
  /** What is left of what is next in a spool, where a part of it is stored. */
  readonly #rest = new Map<Spool, readonly Batch[]>();

  private constructor(options: ReplayOptions) {
    this.#o = options;
  }

  static create(options: ReplayOptions): Replay {
    return new Replay(options);
  }

  /** What is next in a spool. @returns whether it is stored and gone from the disk */
  async next(spool: Spool): Promise<boolean> {
    const todo = this.#rest.get(spool) ?? (await this.#nextOf(spool));
    const left = await this.#o.deliver(todo);
    this.#o.onReplayed(entriesOf(todo) - entriesOf(left));
    if (left.length > 0) {
      this.#rest.set(spool, left);
      return false;
    }
    this.#rest.delete(spool);
    await spool.done();
    return true;
  }

  async #nextOf(spool: Spool): Promise<readonly Batch[]> {
    const { writer, clock, limits } = this.#o;
    const item = await spool.next(limits);
    if (!item) {
      return [];
    }
    return item.kind === 'batches'
      ? item.batches
      : [damageBatch(item.damage, writer, clock.now())];
  }
}

function entriesOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { entries }) => sum + entries.length, 0);
}
