import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { chainEnd } from '../chain/blocks';
import type { Anchor } from './Anchor';

/** What {@link Anchoring} works with. */
export interface AnchoringOptions {
  knex: Knex;
  anchors: readonly Anchor[];
  logger: LoggerService;
}

/** Writes the latest block down in all places. One that fails is tried again at the next run. */
export class Anchoring {
  readonly #o: AnchoringOptions;
  readonly #written = new Map<Anchor, string>();
  readonly #failing = new Map<Anchor, string>();

  private constructor(options: AnchoringOptions) {
    this.#o = options;
  }

  static create(options: AnchoringOptions): Anchoring {
    return new Anchoring(options);
  }

  /** Places that could not be written to, and why. */
  get problems(): string[] {
    return [...this.#failing].map(([{ name }, why]) => `${name}: ${why}`);
  }

  async run(): Promise<void> {
    const { block, hash, sealedAt } = await chainEnd(this.#o.knex);
    if (block === 0) {
      return;
    }
    const latest = { block, hash, sealedAt: new Date(sealedAt).toISOString() };
    const due = this.#o.anchors.filter(
      anchor => this.#written.get(anchor) !== hash,
    );
    await Promise.all(due.map(anchor => this.#write(anchor, latest)));
  }

  async #write(
    anchor: Anchor,
    latest: Parameters<Anchor['write']>[0],
  ): Promise<void> {
    try {
      await anchor.write(latest);
      this.#written.set(anchor, latest.hash);
      if (this.#failing.delete(anchor)) {
        this.#o.logger.info(`The seal is anchored again: ${anchor.name}`);
      }
    } catch (error) {
      const { message } = error as Error;
      if (!this.#failing.has(anchor)) {
        this.#o.logger.error(
          `The seal could not be anchored, and is tried again: ${anchor.name}: ${message}`,
        );
      }
      this.#failing.set(anchor, message);
    }
  }
}
