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

  /** @returns whether it is new: neither refused already, nor one that the catalog has */
  async note({ watch, ref }: SeenKey, at: number): Promise<boolean> {
    const known = await this.#knex('catalog_refused')
      .where({ ref })
      .update({ refused_at: at });
    if (known > 0 || (await this.#isInCatalog({ watch, ref }))) {
      return false;
    }
    const added = await this.#knex('catalog_refused')
      .insert({ ref, refused_at: at })
      .onConflict('ref')
      .ignore()
      .returning('ref');
    return added.length > 0;
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
