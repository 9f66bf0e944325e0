import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import type { HumanDuration } from '@backstage/types';

/** A schedule in words, such as `every 30 minutes`. */
export function describeSchedule(
  schedule: SchedulerServiceTaskScheduleDefinition,
): string {
  const { frequency } = schedule;
  if ('trigger' in frequency) return 'on request';
  if ('cron' in frequency) return `cron ${frequency.cron}`;
  const duration = (
    'toObject' in frequency ? frequency.toObject() : frequency
  ) as HumanDuration;
  const parts = Object.entries(duration)
    .filter(([, amount]) => amount)
    .map(([unit, amount]) =>
      amount === 1 ? unit.replace(/s$/, '') : `${amount} ${unit}`,
    );
  return `every ${parts.join(' and ')}`;
}
