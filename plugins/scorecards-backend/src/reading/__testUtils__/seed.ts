import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Knex } from 'knex';

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function refOf(value: unknown, defaultKind: string): string | null {
  return typeof value === 'string'
    ? stringifyEntityRef(
        parseEntityRef(value, { defaultKind, defaultNamespace: 'default' }),
      )
    : null;
}

/** Mirrors entities as the catalog has them, relations included. Ids count from 1. */
export async function seedEntities(
  knex: Knex,
  entities: readonly Entity[],
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (const entity of entities) {
    const ref = stringifyEntityRef(entity);
    const [row] = await knex('entities')
      .insert({
        ref,
        kind: entity.kind.toLowerCase(),
        namespace: (entity.metadata.namespace ?? 'default').toLowerCase(),
        name: entity.metadata.name,
        title: entity.metadata.title ?? null,
        type: text(entity.spec?.type),
        lifecycle: text(entity.spec?.lifecycle),
        owner_ref: refOf(entity.spec?.owner, 'group'),
        system_ref: refOf(entity.spec?.system, 'system'),
        etag: 'e',
        entity: JSON.stringify(entity),
      })
      .returning('id');
    ids.set(ref, row.id);
    for (const { type, targetRef } of entity.relations ?? []) {
      await knex('entity_relations').insert({
        entity_id: row.id,
        type,
        target_ref: targetRef,
      });
    }
  }
  return ids;
}
