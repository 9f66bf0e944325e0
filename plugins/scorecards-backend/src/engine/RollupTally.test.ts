import { RollupTally } from './RollupTally';

const part = {
  dim: 'tag',
  value: 'go',
  version: 1,
  level: -1,
  entities: 2,
  score: 90,
  scored: 2,
  passed: 2,
  known: 4,
  counted: 4,
  states: 'PFFP',
};

describe('RollupTally', () => {
  it('adds up parts of one value, whatever version judged', () => {
    const tally = RollupTally.create(2);
    tally.add(part, ['a', 'b']);
    tally.add(
      {
        ...part,
        version: 2,
        level: 1,
        entities: 1,
        score: 30,
        scored: 1,
        states: 'F',
      },
      ['b'],
    );

    expect(tally.rows()).toEqual([
      {
        dim: 'tag',
        value: 'go',
        entities: 3,
        score: 40,
        passed: 4,
        known: 8,
        counted: 8,
        levels: '[2,0,1]',
        worst_check: 'b',
        worst_failing: 2,
      },
    ]);
  });

  it('keeps values apart, and has no mean where nothing has a score', () => {
    const tally = RollupTally.create(1);
    tally.add({ ...part, score: 0, scored: 0, states: 'PPPP' }, ['a', 'b']);
    tally.add({ ...part, value: 'java' }, ['a', 'b']);

    expect(tally.rows()).toMatchObject([
      { value: 'go', score: null, worst_check: null, worst_failing: null },
      { value: 'java', score: 45, worst_check: 'a', worst_failing: 1 },
    ]);
  });

  it('counts a level that the version that runs no longer has as its highest', () => {
    const tally = RollupTally.create(1);
    tally.add({ ...part, level: 3 }, ['a', 'b']);

    expect(tally.rows()).toMatchObject([{ levels: '[0,2]' }]);
  });
});
