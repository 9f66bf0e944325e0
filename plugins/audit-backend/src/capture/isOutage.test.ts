import { isOutage } from './isOutage';

const withCode = (code: string) => Object.assign(new Error('x'), { code });

describe('isOutage', () => {
  it.each([
    new Error('Connection terminated unexpectedly'),
    new Error('Client has encountered a connection error and is not queryable'),
    ...['ECONNREFUSED', 'ENOSPC', 'SQLITE_FULL', '57P01', '28P01', '3D000'].map(
      withCode,
    ),
  ])('is what says nothing of the batch: %p', error => {
    expect(isOutage(error)).toBe(true);
  });

  it.each([
    new TypeError('Cannot read properties of undefined'),
    new RangeError("'info' is none of low, medium"),
    ...['22021', '23505', '54000', 'SQLITE_CONSTRAINT', 'SQLITE_TOOBIG'].map(
      withCode,
    ),
    'a text',
    undefined,
  ])('is not what is about the batch: %p', error => {
    expect(isOutage(error)).toBe(false);
  });
});
