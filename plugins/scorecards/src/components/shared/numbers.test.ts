import { coverageOf, formatPercent } from './numbers';

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

describe('coverageOf', () => {
  it('is the known part of what counts', () => {
    expect(coverageOf({ known: 3, counted: 4 })).toBe(75);
  });

  it('is nothing where nothing counts', () => {
    expect(coverageOf({ known: 0, counted: 0 })).toBeUndefined();
  });
});
