import {
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';

/** Looks up entities by ref; an entity that is not there is left out or undefined. */
export type ReadEntities = (
  refs: string[],
) => Promise<Array<Entity | undefined>>;

const groupsBy = (relation: string, entity: Entity) =>
  (entity.relations ?? [])
    .filter(({ type, targetRef }) => {
      return type === relation && targetRef.startsWith('group:');
    })
    .map(({ targetRef }) => targetRef);

/**
 * What a person owns through: the person, their groups, and all groups above
 * those. One look-up per level; a cycle of groups ends where it closes.
 */
export async function ownershipRefs(
  user: Entity,
  readEntities: ReadEntities,
): Promise<string[]> {
  const found = new Set([stringifyEntityRef(user)]);
  let level = groupsBy(RELATION_MEMBER_OF, user);
  while (level.length > 0) {
    level.forEach(ref => found.add(ref));
    const groups = await readEntities(level);
    const parents = groups.flatMap(group =>
      group ? groupsBy(RELATION_CHILD_OF, group) : [],
    );
    level = [...new Set(parents)].filter(ref => !found.has(ref));
  }
  return [...found];
}
