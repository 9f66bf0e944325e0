/** A group and one that is directly above it. */
export interface GroupEdge {
  group: string;
  parent: string;
}

/**
 * One parent for each group, so that they make a tree: of several the first by
 * name, and none where groups are above each other in a circle and this is the
 * first of it.
 */
export function parentsOf(edges: readonly GroupEdge[]): Map<string, string> {
  const parents = new Map<string, string>();
  for (const { group, parent } of edges) {
    const known = parents.get(group);
    if (group !== parent && (known === undefined || parent < known)) {
      parents.set(group, parent);
    }
  }
  for (const group of [...parents.keys()].sort()) {
    if (leadsBack(group, parents)) {
      parents.delete(group);
    }
  }
  return parents;
}

function leadsBack(group: string, parents: ReadonlyMap<string, string>) {
  const seen = new Set<string>();
  let at = parents.get(group);
  while (at !== undefined && at !== group && !seen.has(at)) {
    seen.add(at);
    at = parents.get(at);
  }
  return at === group;
}
