import type { Entity } from '@backstage/catalog-model';
import { inIds } from '@daytwo/node-kit';
import type { Knex } from 'knex';
import { toJson, type EntityRow } from '../rows';

/** An entity with its short name in this database. */
export interface MirroredEntity {
  id: number;
  ref: string;
  entity: Entity;
}

const REFS_PER_QUERY = 500;

/** Reads the mirror of the catalog. `EntityWriter` fills it. */
export class EntityStore {
  readonly #knex: Knex;

  private constructor(knex: Knex) {
    this.#knex = knex;
  }

  static create(knex: Knex): EntityStore {
    return new EntityStore(knex);
  }

  /** Ids of the refs that are mirrored; the others are absent. */
  async findIds(refs: readonly string[]): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (let at = 0; at < refs.length; at += REFS_PER_QUERY) {
      const rows = await this.#knex<EntityRow>('entities')
        .whereIn('ref', refs.slice(at, at + REFS_PER_QUERY))
        .select('id', 'ref');
      rows.forEach(row => found.set(row.ref, row.id));
    }
    return found;
  }

  async byIds(ids: readonly number[]): Promise<MirroredEntity[]> {
    const list = inIds(this.#knex, ids);
    return this.#read(query => query.whereRaw(`id ${list.sql}`, list.bindings));
  }

  async ofRange(fromId: number, toId: number): Promise<MirroredEntity[]> {
    return this.#read(query => query.whereBetween('id', [fromId, toId]));
  }

  async byKind(kind: string): Promise<MirroredEntity[]> {
    return this.#read(query => query.where({ kind }));
  }

  /** Refs of these ids, also of entities that are gone. */
  async refsOf(ids: readonly number[]): Promise<Map<number, string>> {
    const list = inIds(this.#knex, ids);
    const read = (table: string) =>
      this.#knex(table)
        .whereRaw(`id ${list.sql}`, list.bindings)
        .select('id', 'ref');
    const rows = [
      ...(await read('former_entities')),
      ...(await read('entities')),
    ];
    return new Map(rows.map(row => [row.id, row.ref]));
  }

  async #read(
    narrow: (query: Knex.QueryBuilder) => Knex.QueryBuilder,
  ): Promise<MirroredEntity[]> {
    const rows: EntityRow[] = await narrow(
      this.#knex('entities').select('id', 'ref', 'entity'),
    );
    return rows.map(row => ({
      id: row.id,
      ref: row.ref,
      entity: toJson<Entity>(row.entity),
    }));
  }

  /** The next entities behind an id. */
  async page(afterId: number, size: number): Promise<MirroredEntity[]> {
    return this.#read(query =>
      query.where('id', '>', afterId).orderBy('id').limit(size),
    );
  }

  /** Ids of all entities, rising. */
  async allIds(): Promise<number[]> {
    const rows = await this.#knex<EntityRow>('entities')
      .orderBy('id')
      .select('id');
    return rows.map(row => row.id);
  }
}
