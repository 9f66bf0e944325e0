import {
  formatDuration,
  formatExact,
  formatRelative,
  formatShort,
} from './time';

const now = new Date(2026, 2, 2, 12, 0, 0).getTime();
const hour = 3_600_000;

describe('formatRelative', () => {
  it.each([
    [-2 * hour, '2 hours ago'],
    [-24 * hour, 'yesterday'],
    [-20 * 24 * hour, '20 days ago'],
    [-400 * 24 * hour, 'last year'],
    [-59_000, 'now'],
    [0, 'now'],
    [40_000, 'in 40 seconds'],
    [12 * 60_000, 'in 12 minutes'],
  ])('says of %d ms from now: %s', (delta, words) => {
    expect(formatRelative(now + delta, now, 'en-GB')).toBe(words);
  });

  it('speaks the language of the locale', () => {
    expect(formatRelative(now - 2 * hour, now, 'de')).toBe('vor 2 Stunden');
  });
});

describe('formatShort', () => {
  it.each([
    ['the time of today', now - hour, '11:00'],
    ['the day of this year', now - 30 * 24 * hour, '31 Jan'],
    ['day and year before', now - 90 * 24 * hour, '2 Dec 2025'],
  ])('gives %s', (_, at, words) => {
    expect(formatShort(at, now, 'en-GB')).toBe(words);
  });
});

describe('formatExact', () => {
  it('gives date, time and zone', () => {
    expect(formatExact(now, 'en-GB')).toMatch(/^2 Mar 2026, 12:00:00 \S+/);
  });
});

describe('formatDuration', () => {
  it.each([
    [5_000, '5 seconds'],
    [90 * 60_000, '1.5 hours'],
    [24 * hour, '1 day'],
    [0, '0 seconds'],
  ])('says of %d ms: %s', (ms, words) => {
    expect(formatDuration(ms, 'en')).toBe(words);
  });
});
