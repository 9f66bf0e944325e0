import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { SeenKey } from './SeenEntities';

/**
 * Entities that the catalog refuses and never had, which only its event tells
 * of: again at each attempt, every few minutes, and in any replica.
 */
export class RefusedEntities {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): RefusedEntities {
    return new RefusedEntities(knex);
  }

  /** The same in a transaction. */
  in(tx: Knex): RefusedEntities {
    return new RefusedEntities(tx);
  }

  /**
   * Also notes that it was tried again.
   *
   * @returns whether it is refused already, or one that the catalog has: then it is no news
   */
  async isKnown(key: SeenKey, at: number): Promise<boolean> {
    const again = await this.#knex('catalog_refused')
      .where({ ref: key.ref })
      .update({ refused_at: at });
    return again > 0 || this.#isInCatalog(key);
  }

  /** @throws ConflictError where another replica was told of it at the same time */
  async add(ref: string, at: number): Promise<void> {
    const added = await this.#knex('catalog_refused')
      .insert({ ref, refused_at: at })
      .onConflict('ref')
      .ignore()
      .returning('ref');
    if (added.length === 0) {
      throw new ConflictError(`${ref} is refused already`);
    }
  }

  async forget(refs: readonly string[]): Promise<void> {
    await this.#knex('catalog_refused').whereIn('ref', refs).delete();
  }

  /** Nobody has tried them since: they are not in their files any more. */
  async forgetOld(before: number): Promise<void> {
    await this.#knex('catalog_refused')
      .where('refused_at', '<', before)
      .delete();
  }

  async #isInCatalog(key: SeenKey): Promise<boolean> {
    const row = await this.#knex('catalog_seen').where(key).first('ref');
    return row !== undefined;
  }
}
