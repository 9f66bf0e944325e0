import { transitionEvidence } from './transitionEvidence';

describe('transitionEvidence', () => {
  it('reads values and the reason', () => {
    expect(
      transitionEvidence({
        values: [{ text: 'facts.coverage.line', value: 71.4 }],
        reason: 'too old',
      }),
    ).toEqual({
      values: [{ text: 'facts.coverage.line', value: 71.4 }],
      reason: 'too old',
    });
  });

  it.each([[undefined], [null], ['text'], [[]], [{ values: 'x', reason: 1 }]])(
    'says nothing about %j',
    evidence => {
      expect(transitionEvidence(evidence)).toEqual({ values: [] });
    },
  );

  it('leaves out values without a name', () => {
    expect(transitionEvidence({ values: [1, null, { value: 2 }] })).toEqual({
      values: [],
    });
  });
});
