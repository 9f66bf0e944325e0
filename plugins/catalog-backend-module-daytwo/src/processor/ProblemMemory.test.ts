import type { Entity } from '@backstage/catalog-model';
import { scorecard } from '../__testUtils__/scorecard';
import { ProblemMemory } from './ProblemMemory';

const problems = [{ path: '/spec', message: 'is wrong' }];

describe('ProblemMemory', () => {
  const compute = jest.fn((_: Entity) => problems);
  let memory: ProblemMemory;

  beforeEach(() => {
    compute.mockClear();
    memory = new ProblemMemory();
  });

  it('computes once for a scorecard that does not change', () => {
    expect(memory.recall(scorecard(), compute)).toBe(problems);
    const relabelled = scorecard({}, { labels: { a: 'b' } });
    expect(memory.recall(relabelled, compute)).toBe(problems);
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it('computes again when its spec changes, and when it changes back', () => {
    memory.recall(scorecard(), compute);
    memory.recall(scorecard({ owner: 'user:default/dana' }), compute);
    memory.recall(scorecard(), compute);
    expect(compute).toHaveBeenCalledTimes(3);
  });

  it('tells scorecards apart by namespace and name', () => {
    memory.recall(scorecard(), compute);
    memory.recall(scorecard({}, { name: 'other' }), compute);
    memory.recall(scorecard({}, { namespace: 'other' }), compute);
    expect(compute).toHaveBeenCalledTimes(3);
  });

  it('forgets the oldest of a thousand', () => {
    const nth = (n: number) => scorecard({}, { name: `n${n}` });
    for (let n = 0; n <= 1000; n++) memory.recall(nth(n), compute);
    compute.mockClear();
    memory.recall(nth(1), compute);
    expect(compute).not.toHaveBeenCalled();
    memory.recall(nth(0), compute);
    expect(compute).toHaveBeenCalledTimes(1);
  });
});
