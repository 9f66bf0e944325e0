import type { Clock } from './clock';
import { damageBatch } from './damageBatch';
import type { Batch } from './entries';
import type { Spool } from './spool/Spool';

/** What {@link Replay} works with. */
export interface ReplayOptions {
  writer: string;
  clock: Clock;
  /** @returns what is left because the database is away */
  deliver: (batch: Batch) => Promise<readonly Batch[]>;
  onReplayed: (entries: number) => void;
}

/** Brings what is on disk to the database, batch by batch. */
export class Replay {
  readonly #o: ReplayOptions;
  /** What is left of a spool's first batch, where a part of it is stored. */
  readonly #rest = new Map<Spool, readonly Batch[]>();

  private constructor(options: ReplayOptions) {
    this.#o = options;
  }

  static create(options: ReplayOptions): Replay {
    return new Replay(options);
  }

  /** The first batch of a spool. @returns whether it is stored and gone from the disk */
  async first(spool: Spool): Promise<boolean> {
    const todo = this.#rest.get(spool) ?? (await this.#firstOf(spool));
    for (const [i, batch] of todo.entries()) {
      const left = await this.#o.deliver(batch);
      if (left.length > 0) {
        this.#rest.set(spool, [...left, ...todo.slice(i + 1)]);
        return false;
      }
      this.#o.onReplayed(batch.entries.length);
    }
    this.#rest.delete(spool);
    await spool.shift();
    return true;
  }

  async #firstOf(spool: Spool): Promise<Batch[]> {
    const { writer, clock } = this.#o;
    const item = await spool.first();
    if (!item) {
      return [];
    }
    return item.kind === 'batch'
      ? [item.batch]
      : [damageBatch(item.damage, writer, clock.now())];
  }
}
