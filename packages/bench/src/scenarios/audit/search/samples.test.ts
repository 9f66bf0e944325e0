import { byKind, describe as inWords } from './samples';

const sample = (kind: string, label: string, ms: number) => ({
  combination: { kind, label, query: {} },
  ms,
});

describe('samples of searches', () => {
  const samples = [
    sample('actor', 'actor: busy', 3),
    sample('actor', 'actor: nobody', 9),
    sample('actor + q', 'actor: busy + q: none', 40),
    sample('actor + q', 'actor: busy + q: name', 20),
  ];

  it('are put together by kind, the slowest first', () => {
    expect(byKind(samples).map(({ kind, p95 }) => [kind, p95])).toEqual([
      ['actor + q', 40],
      ['actor', 9],
    ]);
  });

  it('name the values that were slowest', () => {
    expect(inWords(byKind(samples)[0])).toBe(
      'actor + q 40 ms (actor: busy + q: none 40 ms)',
    );
  });
});
