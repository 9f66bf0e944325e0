import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import {
  bulkRows,
  type BulkType,
  inIds,
  isPostgres,
  rawRows,
  storableJson,
} from '@daytwo/node-kit';
import type { Knex } from 'knex';
import type { EntityRow } from '../rows';

const columns = {
  ref: 'text',
  kind: 'text',
  namespace: 'text',
  name: 'text',
  title: 'text',
  type: 'text',
  lifecycle: 'text',
  owner_ref: 'text',
  system_ref: 'text',
  etag: 'text',
  entity: 'text',
} as const satisfies Record<
  keyof Omit<EntityRow, 'id' | 'missing_since'>,
  BulkType
>;

type EntityWrite = Omit<EntityRow, 'id' | 'missing_since'> & { entity: string };

/** A relation of an entity, to store. */
interface RelationWrite {
  entity_id: number;
  type: string;
  target_ref: string;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function targetOf(entity: Entity, type: string, kind: string): string | null {
  const relation = entity.relations?.find(
    r => r.type === type && r.targetRef.startsWith(`${kind}:`),
  );
  return relation?.targetRef ?? null;
}

function ownerOf(entity: Entity): string | null {
  return entity.relations?.find(r => r.type === 'ownedBy')?.targetRef ?? null;
}

function toWrite(entity: Entity): EntityWrite {
  return {
    ref: stringifyEntityRef(entity),
    kind: entity.kind.toLocaleLowerCase('en-US'),
    namespace: entity.metadata.namespace ?? 'default',
    name: entity.metadata.name,
    title: entity.metadata.title ?? null,
    type: text(entity.spec?.type),
    lifecycle: text(entity.spec?.lifecycle),
    owner_ref: ownerOf(entity),
    system_ref: targetOf(entity, 'partOf', 'system'),
    etag: entity.metadata.etag ?? null,
    entity: storableJson(JSON.stringify(entity)),
  };
}

/** Fills the mirror of the catalog, set by set. */
export class EntityWriter {
  /**
   * Stores entities with their relations.
   *
   * @returns ids by ref
   */
  async upsert(
    tx: Knex,
    entities: readonly Entity[],
  ): Promise<Map<string, number>> {
    const writes = entities
      .map(toWrite)
      .sort((a, b) => (a.ref < b.ref ? -1 : 1));
    const rows = bulkRows<EntityWrite>(tx, columns, writes);
    const names = Object.keys(columns);
    const json = (name: string) =>
      name === 'entity' && isPostgres(tx) ? 'b.entity::jsonb' : `b.${name}`;
    const stored = rawRows<{ id: number; ref: string }>(
      await tx.raw(
        `INSERT INTO entities (${names.join(', ')})
         SELECT ${names.map(json).join(', ')} FROM ${rows.sql} AS b WHERE true
         ON CONFLICT (ref) DO UPDATE SET missing_since = NULL,
           ${names
             .slice(1)
             .map(n => `${n} = excluded.${n}`)
             .join(', ')}
         RETURNING id, ref`,
        rows.bindings,
      ),
    );
    const ids = new Map(stored.map(row => [row.ref, row.id]));
    await this.#replaceRelations(tx, entities, ids);
    await this.#replaceTags(tx, entities, ids);
    return ids;
  }

  /** Removes entities and all that hangs on them, results excepted; their names stay for the history. */
  async remove(tx: Knex, ids: readonly number[], now: number): Promise<void> {
    const list = inIds(tx, ids);
    await tx.raw(
      `INSERT INTO former_entities (id, ref, removed_at)
       SELECT id, ref, ? FROM entities WHERE id ${list.sql}`,
      [now, ...list.bindings],
    );
    for (const table of ['entity_relations', 'entity_dims', 'facts', 'dirty']) {
      await tx.raw(
        `DELETE FROM ${table} WHERE entity_id ${list.sql}`,
        list.bindings,
      );
    }
    await tx.raw(`DELETE FROM entities WHERE id ${list.sql}`, list.bindings);
  }

  async #replaceRelations(
    tx: Knex,
    entities: readonly Entity[],
    ids: Map<string, number>,
  ): Promise<void> {
    const relations = new Map<string, RelationWrite>();
    for (const entity of entities) {
      const id = ids.get(stringifyEntityRef(entity));
      for (const { type, targetRef } of entity.relations ?? []) {
        if (id !== undefined) {
          relations.set(`${id} ${type} ${targetRef}`, {
            entity_id: id,
            type,
            target_ref: targetRef,
          });
        }
      }
    }
    const list = inIds(tx, [...ids.values()]);
    await tx.raw(
      `DELETE FROM entity_relations WHERE entity_id ${list.sql}`,
      list.bindings,
    );
    const rows = bulkRows<RelationWrite>(
      tx,
      { entity_id: 'integer', type: 'text', target_ref: 'text' },
      [...relations.values()],
    );
    await tx.raw(
      `INSERT INTO entity_relations (entity_id, type, target_ref)
       SELECT b.entity_id, b.type, b.target_ref FROM ${rows.sql} AS b`,
      rows.bindings,
    );
  }

  async #replaceTags(
    tx: Knex,
    entities: readonly Entity[],
    ids: Map<string, number>,
  ): Promise<void> {
    const list = inIds(tx, [...ids.values()]);
    await tx.raw(
      `DELETE FROM entity_dims WHERE dim = 'tag' AND entity_id ${list.sql}`,
      list.bindings,
    );
    const tags = entities.flatMap(entity => {
      const id = ids.get(stringifyEntityRef(entity));
      return id === undefined
        ? []
        : [...new Set(entity.metadata.tags ?? [])].map(value => ({
            entity_id: id,
            value,
          }));
    });
    const rows = bulkRows<{ entity_id: number; value: string }>(
      tx,
      { entity_id: 'integer', value: 'text' },
      tags,
    );
    await tx.raw(
      `INSERT INTO entity_dims (entity_id, dim, value)
       SELECT b.entity_id, 'tag', b.value FROM ${rows.sql} AS b`,
      rows.bindings,
    );
  }
}
