import { formatPercent } from './numbers';

describe('formatPercent', () => {
  it.each([
    [0, '0 %'],
    [85.7, '86 %'],
    [99.6, '99 %'],
    [100, '100 %'],
  ])('shows %d as %s, and never rounds up to all', (value, words) => {
    expect(formatPercent(value)).toBe(words);
  });
});
