import type { NotificationsSpec } from '@daytwo/backstage-plugin-scorecards-common';

const DAY_MS = 86_400_000;
const weekdays = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/**
 * The last instant, not after now, at which owners were to be told. Undefined
 * where they are never told. Milliseconds since the epoch; UTC.
 */
export function digestSlot(
  spec: NotificationsSpec,
  now: number,
): number | undefined {
  if (spec.frequency === 'never') {
    return undefined;
  }
  const [hours, minutes] = spec.at.split(':').map(Number);
  const today = new Date(now).setUTCHours(hours, minutes, 0, 0);
  let slot = today <= now ? today : today - DAY_MS;
  if (spec.frequency === 'weekly') {
    const behind = new Date(slot).getUTCDay() - weekdays.indexOf(spec.on);
    slot -= ((behind + 7) % 7) * DAY_MS;
  }
  return slot;
}
