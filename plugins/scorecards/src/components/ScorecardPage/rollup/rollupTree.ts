import type { RollupResponse } from '@daytwo/backstage-plugin-scorecards-common';

/** @internal */
export type RollupItem = RollupResponse['items'][number];

/** A row of the tree as it is shown. @internal */
export interface RollupTreeRow {
  item: RollupItem;
  /** 0 at the top. */
  depth: number;
  children: number;
  expanded: boolean;
}

/** How siblings are ordered. @internal */
export type CompareItems = (a: RollupItem, b: RollupItem) => number;

function childrenByParent(items: readonly RollupItem[]) {
  const known = new Set(items.map(item => item.value));
  const children = new Map<string | undefined, RollupItem[]>();
  for (const item of items) {
    const parent =
      item.parent !== undefined && known.has(item.parent)
        ? item.parent
        : undefined;
    children.set(parent, [...(children.get(parent) ?? []), item]);
  }
  return children;
}

/**
 * Flattens the groups into rows, parents before children. A group whose parent
 * is not in the answer stands at the top; so does one item of a circle, which a
 * backend should not send and a page must survive.
 *
 * @internal
 */
export function treeRows(
  items: readonly RollupItem[],
  collapsed: ReadonlySet<string>,
  compare: CompareItems,
): RollupTreeRow[] {
  const children = childrenByParent(items);
  const seen = new Set<string>();
  const rows: RollupTreeRow[] = [];
  const visit = (item: RollupItem, depth: number, shown: boolean) => {
    if (seen.has(item.value)) {
      return;
    }
    seen.add(item.value);
    const below = [...(children.get(item.value) ?? [])].sort(compare);
    const expanded = !collapsed.has(item.value);
    if (shown) {
      rows.push({ item, depth, children: below.length, expanded });
    }
    below.forEach(child => visit(child, depth + 1, shown && expanded));
  };
  [...(children.get(undefined) ?? [])]
    .sort(compare)
    .forEach(item => visit(item, 0, true));
  items.forEach(item => visit(item, 0, true));
  return rows;
}
