import { flatten } from './flatten';

describe('flatten', () => {
  it('names values as a rule names them', () => {
    expect(flatten({ a: 1, b: { c: [1, 2], 'd/e': null }, f: {} })).toEqual([
      { path: 'a', value: 1 },
      { path: 'b.c', value: [1, 2] },
      { path: 'b["d/e"]', value: null },
      { path: 'f', value: {} },
    ]);
  });

  it('finds nothing in an empty document', () => {
    expect(flatten({})).toEqual([]);
  });
});
