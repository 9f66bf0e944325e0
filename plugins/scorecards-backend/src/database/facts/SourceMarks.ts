import type { Knex } from 'knex';

interface MarkRow {
  key: string;
  value: string;
}

/** How far sources have come through the entities, whose ids rise. */
export class SourceMarks {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): SourceMarks {
    return new SourceMarks(knex);
  }

  /** Ids of entities that the source was never asked about, lowest first. */
  async unseen(source: string, limit: number): Promise<number[]> {
    return this.#knex('entities')
      .where('id', '>', await this.#get(`source-seen/${source}`))
      .orderBy('id')
      .limit(limit)
      .pluck('id');
  }

  /** The source is being asked about all entities up to this one. */
  async saw(source: string, id: number): Promise<void> {
    await this.#set(`source-seen/${source}`, id);
  }

  /** The source is being asked about all entities that there are. */
  async sawAll(source: string): Promise<void> {
    const row = await this.#knex('entities').max({ id: 'id' }).first();
    await this.saw(source, Number(row?.id ?? 0));
  }

  /** Where the last run ended, if that was too early: the next one goes on behind it. */
  async stoppedAt(source: string): Promise<number> {
    return this.#get(`source-stopped/${source}`);
  }

  /** @param id - 0 for a run that came to its end */
  async stopAt(source: string, id: number): Promise<void> {
    await this.#set(`source-stopped/${source}`, id);
  }

  async #get(key: string): Promise<number> {
    const row = await this.#knex<MarkRow>('marks').where({ key }).first();
    return Number(row?.value ?? 0);
  }

  async #set(key: string, id: number): Promise<void> {
    await this.#knex<MarkRow>('marks')
      .insert({ key, value: String(id) })
      .onConflict('key')
      .merge();
  }
}
