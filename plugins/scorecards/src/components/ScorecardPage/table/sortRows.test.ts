import { sortRows } from './sortRows';

const rows = [
  { name: 'b10', score: 3 },
  { name: 'a', score: undefined },
  { name: 'b9', score: 1 },
];
const values = {
  name: (row: (typeof rows)[number]) => row.name,
  score: (row: (typeof rows)[number]) => row.score,
};
const names = (sort: string) => sortRows(rows, sort, values).map(r => r.name);

describe('sortRows', () => {
  it('orders numbers in a text as numbers', () => {
    expect(names('name')).toEqual(['a', 'b9', 'b10']);
  });

  it('puts what has no value last in both directions', () => {
    expect(names('score')).toEqual(['b9', 'b10', 'a']);
    expect(names('-score')).toEqual(['b10', 'b9', 'a']);
  });

  it('leaves the order for a key it does not know', () => {
    expect(names('color')).toEqual(['b10', 'a', 'b9']);
  });
});
