import { digestSlot } from './digestSlot';

const friday = Date.parse('2026-11-20T10:00:00Z');

function slot(
  frequency: 'daily' | 'weekly' | 'never',
  on = 'monday',
  at = '09:00',
) {
  const found = digestSlot({ frequency, on: on as 'monday', at }, friday);
  return found === undefined ? undefined : new Date(found).toISOString();
}

describe('digestSlot', () => {
  it('is today where the hour has passed', () => {
    expect(slot('daily')).toBe('2026-11-20T09:00:00.000Z');
  });

  it('is yesterday where the hour is still to come', () => {
    expect(slot('daily', 'monday', '11:30')).toBe('2026-11-19T11:30:00.000Z');
  });

  it('is the last such day of the week', () => {
    expect(slot('weekly')).toBe('2026-11-16T09:00:00.000Z');
    expect(slot('weekly', 'friday')).toBe('2026-11-20T09:00:00.000Z');
    expect(slot('weekly', 'friday', '11:00')).toBe('2026-11-13T11:00:00.000Z');
  });

  it('is none where nobody wants to be told', () => {
    expect(slot('never')).toBeUndefined();
  });
});
