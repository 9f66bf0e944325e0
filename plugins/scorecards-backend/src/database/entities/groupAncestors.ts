import { bulkRows } from '@daytwo/node-kit';
import type { Knex } from 'knex';

/** A group below another one. `depth` is 0 for the group itself. */
export interface Ancestor {
  group_ref: string;
  ancestor_ref: string;
  depth: number;
}

/**
 * All groups above each group. Each is taken once, at its least depth, so a
 * circle ends where it began.
 */
export function ancestorsOf(
  groups: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
): Ancestor[] {
  return groups.flatMap(group => {
    const depths = new Map([[group, 0]]);
    for (const [ref, depth] of depths) {
      for (const parent of parents.get(ref) ?? []) {
        if (!depths.has(parent)) {
          depths.set(parent, depth + 1);
        }
      }
    }
    return [...depths].map(([ancestor_ref, depth]) => ({
      group_ref: group,
      ancestor_ref,
      depth,
    }));
  });
}

function keysOf(rows: readonly Ancestor[]): Set<string> {
  return new Set(rows.map(r => `${r.group_ref} ${r.ancestor_ref} ${r.depth}`));
}

/**
 * Brings the table of ancestors in line with the mirrored groups.
 *
 * @returns groups whose ancestors changed
 */
export async function syncGroupAncestors(tx: Knex): Promise<string[]> {
  const groups = await tx('entities').where({ kind: 'group' }).select('ref');
  const edges = await tx('entity_relations as r')
    .join('entities as e', 'e.id', 'r.entity_id')
    .where({ 'e.kind': 'group', 'r.type': 'childOf' })
    .orderBy('r.target_ref')
    .select({ child: 'e.ref', parent: 'r.target_ref' });
  const parents = new Map<string, string[]>();
  for (const { child, parent } of edges) {
    parents.set(child, [...(parents.get(child) ?? []), parent]);
  }
  const next = ancestorsOf(
    groups.map(g => g.ref),
    parents,
  );
  const stored: Ancestor[] = await tx('group_ancestors').select('*');
  const [before, after] = [keysOf(stored), keysOf(next)];
  const differing = [
    ...[...before].filter(key => !after.has(key)),
    ...[...after].filter(key => !before.has(key)),
  ];
  if (differing.length > 0) {
    await tx('group_ancestors').delete();
    const rows = bulkRows<Ancestor>(
      tx,
      { group_ref: 'text', ancestor_ref: 'text', depth: 'integer' },
      next,
    );
    await tx.raw(
      `INSERT INTO group_ancestors (group_ref, ancestor_ref, depth)
       SELECT b.group_ref, b.ancestor_ref, b.depth FROM ${rows.sql} AS b`,
      rows.bindings,
    );
  }
  return [...new Set(differing.map(key => key.split(' ')[0]))];
}
