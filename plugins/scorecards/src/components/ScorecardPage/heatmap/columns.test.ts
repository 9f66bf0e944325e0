import { fakeScorecard } from '../../../__testUtils__/pagesScorecards';
import { columnsOf } from './columns';

describe('columnsOf', () => {
  it('puts checks under their levels, in order', () => {
    const { checks, groups } = columnsOf(fakeScorecard({ checks: 7 }));

    expect(checks.map(check => check.slot)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(groups).toMatchObject([
      { title: 'Bronze', start: 0, count: 3 },
      { title: 'Silver', start: 3, count: 3 },
      { title: 'Gold', start: 6, count: 1 },
    ]);
  });

  it('puts checks under their categories where points are counted', () => {
    const scorecard = fakeScorecard({ checks: 6, mode: 'points' });
    scorecard.checks[2] = { ...scorecard.checks[2], category: undefined };
    const { checks, groups } = columnsOf(scorecard);

    expect(groups.map(({ title, count }) => [title, count])).toEqual([
      ['Ownership', 2],
      ['Operations', 2],
      [undefined, 1],
      ['Security', 1],
    ]);
    expect(checks.map(check => check.slot)).toEqual([0, 4, 1, 5, 2, 3]);
  });

  it('leaves out a level that has no checks', () => {
    const scorecard = fakeScorecard({ checks: 3 });
    scorecard.levels.push({ name: 'empty', title: 'Empty', color: 'info' });

    expect(columnsOf(scorecard).groups).toHaveLength(3);
  });
});
