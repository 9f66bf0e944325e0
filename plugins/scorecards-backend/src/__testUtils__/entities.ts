import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { EntityWriter } from '../database/entities/EntityWriter';
import { component } from './scorecard';

/** Mirrors entities as they are. @returns their ids, in the same order */
export async function insertAll(
  knex: Knex,
  entities: readonly Entity[],
): Promise<number[]> {
  const ids = await new EntityWriter().upsert(knex, entities);
  return entities.map(({ kind, metadata: { namespace, name } }) => {
    const ref = `${kind}:${namespace ?? 'default'}/${name}`.toLowerCase();
    return ids.get(ref) ?? -1;
  });
}

/** Mirrors components by name. @returns their ids, in the same order */
export function insertEntities(
  knex: Knex,
  names: readonly string[],
): Promise<number[]> {
  return insertAll(
    knex,
    names.map(name => component(name)),
  );
}
