import { treeRows, type RollupItem } from './rollupTree';

const item = (value: string, parent?: string): RollupItem => ({
  value,
  ...(parent !== undefined && { parent }),
  summary: { entities: 1, known: 1, counted: 1, passed: 1, levels: [0, 1] },
});
const byName = (a: RollupItem, b: RollupItem) => a.value.localeCompare(b.value);
const shown = (items: RollupItem[], collapsed: string[] = []) =>
  treeRows(items, new Set(collapsed), byName).map(
    row => '-'.repeat(row.depth) + row.item.value,
  );

describe('treeRows', () => {
  it('puts groups below their parents, siblings in order', () => {
    expect(
      shown([item('b', 'top'), item('c', 'a'), item('top'), item('a', 'top')]),
    ).toEqual(['top', '-a', '--c', '-b']);
  });

  it('hides what is below a folded group, at any depth', () => {
    const items = [item('top'), item('a', 'top'), item('b', 'a')];

    expect(shown(items, ['top'])).toEqual(['top']);
    expect(treeRows(items, new Set(['top']), byName)[0]).toMatchObject({
      children: 1,
      expanded: false,
    });
  });

  it('puts a group at the top whose parent is not in the answer', () => {
    expect(shown([item('a', 'hidden')])).toEqual(['a']);
  });

  it('shows each group of a circle once', () => {
    expect(shown([item('a', 'b'), item('b', 'a')])).toEqual(['a', '-b']);
    expect(shown([item('a', 'a')])).toEqual(['a']);
  });
});
