import { diffJson } from './diffJson';

describe('diffJson', () => {
  it('finds what was added, removed and changed, field by field', () => {
    expect(
      diffJson(
        { owner: 'a', tags: ['x', 'y'], old: 1, same: { deep: true } },
        { owner: 'b', tags: ['x'], fresh: null, same: { deep: true } },
      ),
    ).toEqual([
      { path: '/owner', kind: 'changed', before: 'a', after: 'b' },
      { path: '/tags/1', kind: 'removed', before: 'y' },
      { path: '/old', kind: 'removed', before: 1 },
      { path: '/fresh', kind: 'added', after: null },
    ]);
  });

  it('escapes names as JSON pointers do', () => {
    expect(diffJson({ 'a/b~c': 1 }, { 'a/b~c': 2 })).toMatchObject([
      { path: '/a~1b~0c' },
    ]);
  });

  it('takes a value of another kind as a whole', () => {
    expect(diffJson({ a: 1 }, [1])).toEqual([
      { path: '', kind: 'changed', before: { a: 1 }, after: [1] },
    ]);
  });

  it.each([
    ['created', undefined, { a: 1 }, 'added'],
    ['deleted', { a: 1 }, undefined, 'removed'],
  ])('shows what was %s', (_, before, after, kind) => {
    expect(diffJson(before, after)).toMatchObject([{ path: '', kind }]);
  });

  it('finds nothing in equal values', () => {
    expect(diffJson({ a: [1, { b: null }] }, { a: [1, { b: null }] })).toEqual(
      [],
    );
  });
});
