import { coverageOf } from './coverage';

describe('coverageOf', () => {
  it('is the known part of what counts', () => {
    expect(coverageOf({ known: 3, counted: 4 })).toBe(75);
  });

  it('is nothing where nothing counts', () => {
    expect(coverageOf({ known: 0, counted: 0 })).toBeUndefined();
  });
});
