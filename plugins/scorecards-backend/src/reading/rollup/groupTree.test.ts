import { parentsOf } from './groupTree';

const edge = (group: string, parent: string) => ({ group, parent });

describe('parentsOf', () => {
  it('gives each group the one above it', () => {
    const parents = parentsOf([edge('team', 'dept'), edge('dept', 'company')]);
    expect([...parents]).toEqual([
      ['team', 'dept'],
      ['dept', 'company'],
    ]);
  });

  it('takes the first by name of several', () => {
    const edges = [edge('team', 'z'), edge('team', 'a'), edge('team', 'm')];
    expect(parentsOf(edges).get('team')).toBe('a');
  });

  it('opens circles, so that every group has a root above it', () => {
    const edges = [edge('b', 'c'), edge('c', 'a'), edge('a', 'b')];
    const parents = parentsOf([...edges, edge('x', 'c'), edge('y', 'y')]);
    expect(Object.fromEntries(parents)).toEqual({ b: 'c', c: 'a', x: 'c' });
  });
});
