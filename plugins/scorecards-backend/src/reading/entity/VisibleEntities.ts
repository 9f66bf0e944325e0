import { NotFoundError } from '@backstage/errors';
import type { Entity } from '@backstage/catalog-model';
import type { Knex } from 'knex';
import { toJson, type EntityRow } from '../../database/rows';
import { sql, type EntityVisibility } from '../../permissions/entityVisibility';
import { isVisible, query, textList } from '../query';

/** An entity that a reader may see. */
export interface VisibleEntity {
  id: number;
  ref: string;
  entity: Entity;
}

/**
 * Looks an entity up.
 *
 * @throws NotFoundError also where it is there and may not be seen
 */
export async function findVisible(
  knex: Knex,
  ref: string,
  visibility: EntityVisibility,
): Promise<VisibleEntity> {
  const [row] = await query<Pick<EntityRow, 'id' | 'ref' | 'entity'>>(
    knex,
    sql`SELECT e.id, e.ref, e.entity FROM entities e
      WHERE e.ref = ${ref} AND ${isVisible(visibility)}`,
  );
  if (!row) {
    throw new NotFoundError(`There is no entity ${ref}`);
  }
  return { id: row.id, ref: row.ref, entity: toJson<Entity>(row.entity) };
}

/** Those of the refs that are there and may be seen. */
export async function visibleRefs(
  knex: Knex,
  refs: readonly string[],
  visibility: EntityVisibility,
): Promise<Set<string>> {
  const rows = await query<{ ref: string }>(
    knex,
    sql`SELECT e.ref FROM entities e
      WHERE e.ref IN ${textList(knex, refs)} AND ${isVisible(visibility)}`,
  );
  return new Set(rows.map(row => row.ref));
}
