import { parseCheckCondition } from './conditionNames';

describe('parseCheckCondition', () => {
  it('reads a check and a verdict', () => {
    expect(parseCheckCondition('has-owner:notApplicable')).toEqual({
      checkId: 'has-owner',
      state: 'notApplicable',
    });
  });

  it.each(['has-owner', 'has-owner:', ':fail', 'has-owner:bad', ''])(
    'refuses "%s"',
    text => {
      expect(parseCheckCondition(text)).toBeUndefined();
    },
  );
});
