import { inIds } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/*
 * Each takes the entities concerned as `IN (…)`. Groups: every group above each
 * owner; an owner that does not exist counts for itself. Domain: an entity's
 * own, and that of its system.
 */
const selects = [
  (ids: string) => `SELECT id, 'type', type FROM entities
    WHERE type IS NOT NULL AND id ${ids}`,
  (ids: string) => `SELECT id, 'lifecycle', lifecycle FROM entities
    WHERE lifecycle IS NOT NULL AND id ${ids}`,
  (
    ids: string,
  ) => `SELECT DISTINCT r.entity_id, 'group', coalesce(a.ancestor_ref, r.target_ref)
    FROM entity_relations r LEFT JOIN group_ancestors a ON a.group_ref = r.target_ref
    WHERE r.type = 'ownedBy' AND r.target_ref LIKE 'group:%' AND r.entity_id ${ids}`,
  (ids: string) => `SELECT entity_id, 'system', target_ref FROM entity_relations
    WHERE type = 'partOf' AND target_ref LIKE 'system:%' AND entity_id ${ids}`,
  (
    ids: string,
  ) => `SELECT DISTINCT r.entity_id, 'domain', coalesce(d.target_ref, r.target_ref)
    FROM entity_relations r
    LEFT JOIN entities s ON s.ref = r.target_ref AND s.kind = 'system'
    LEFT JOIN entity_relations d ON d.entity_id = s.id AND d.type = 'partOf' AND d.target_ref LIKE 'domain:%'
    WHERE r.type = 'partOf' AND r.entity_id ${ids}
      AND (r.target_ref LIKE 'domain:%' OR d.target_ref IS NOT NULL)`,
];

/** Makes the dimensions of these entities anew. Tags come with the entity itself. */
export async function rebuildDims(
  tx: Knex,
  entityIds: readonly number[],
): Promise<void> {
  const list = inIds(tx, entityIds);
  await tx.raw(
    `DELETE FROM entity_dims WHERE dim <> 'tag' AND entity_id ${list.sql}`,
    list.bindings,
  );
  for (const select of selects) {
    await tx.raw(
      `INSERT INTO entity_dims (entity_id, dim, value) ${select(list.sql)}`,
      list.bindings,
    );
  }
}
