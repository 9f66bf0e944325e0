import type { Knex } from 'knex';

interface MarkRow {
  key: string;
  value: string;
}

/**
 * Which entities a source was ever asked about: all up to an id. Ids rise, so
 * the others are new.
 */
export class SeenStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): SeenStore {
    return new SeenStore(knex);
  }

  /** Ids of entities that the source was not asked about yet, lowest first. */
  async unseen(source: string, limit: number): Promise<number[]> {
    const seen = await this.#knex<MarkRow>('marks')
      .where({ key: keyOf(source) })
      .first();
    return this.#knex('entities')
      .where('id', '>', Number(seen?.value ?? 0))
      .orderBy('id')
      .limit(limit)
      .pluck('id');
  }

  /** The source is being asked about all entities up to this one. */
  async saw(source: string, id: number): Promise<void> {
    await this.#knex<MarkRow>('marks')
      .insert({ key: keyOf(source), value: String(id) })
      .onConflict('key')
      .merge();
  }

  /** The source is being asked about all entities that there are. */
  async sawAll(source: string): Promise<void> {
    const row = await this.#knex('entities').max({ id: 'id' }).first();
    await this.saw(source, Number(row?.id ?? 0));
  }
}

function keyOf(source: string): string {
  return `source-seen/${source}`;
}
