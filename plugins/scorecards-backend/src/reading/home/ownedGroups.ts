import type { Knex } from 'knex';
import { sql } from '../../permissions/entityVisibility';
import { query, textList } from '../query';

/** A group and one that it is below, at any depth; a group is below itself at 0. */
export interface GroupBelow {
  group_ref: string;
  ancestor_ref: string;
  depth: number;
}

/**
 * Refs whose entities are a person's own: what they own through, and all groups
 * below the ones that they belong to. Portals that resolve nesting list the
 * groups above as well; what is below those is other people's.
 *
 * @param claims - refs that the person owns through
 * @param memberOf - groups that they are direct members of, where that is known
 * @param below - groups below the claims
 */
export function ownRefs(
  claims: readonly string[],
  memberOf: readonly string[],
  below: readonly GroupBelow[],
): string[] {
  const claimed = new Set(claims);
  const above = new Set(
    below
      .filter(({ depth, group_ref }) => depth > 0 && claimed.has(group_ref))
      .map(({ ancestor_ref }) => ancestor_ref),
  );
  const heads = new Set(
    memberOf.length > 0 ? memberOf : claims.filter(ref => !above.has(ref)),
  );
  const nested = below
    .filter(({ ancestor_ref }) => heads.has(ancestor_ref))
    .map(({ group_ref }) => group_ref);
  return [...new Set([...claims, ...nested])];
}

/** The same, read from the mirror. */
export async function findOwnRefs(
  knex: Knex,
  userRef: string,
  claims: readonly string[],
): Promise<string[]> {
  const [members, below] = await Promise.all([
    query<{ target_ref: string }>(
      knex,
      sql`SELECT r.target_ref FROM entity_relations r
        JOIN entities e ON e.id = r.entity_id
        WHERE e.ref = ${userRef} AND r.type = 'memberOf'`,
    ),
    query<GroupBelow>(
      knex,
      sql`SELECT a.group_ref, a.ancestor_ref, a.depth FROM group_ancestors a
        WHERE a.ancestor_ref IN ${textList(knex, claims)}`,
    ),
  ]);
  return ownRefs(
    claims,
    members.map(row => row.target_ref),
    below,
  );
}
