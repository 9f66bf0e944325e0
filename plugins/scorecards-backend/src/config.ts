import type { SchedulerServiceTaskScheduleDefinition } from '@backstage/backend-plugin-api';
import { readSchedulerServiceTaskScheduleDefinitionFromConfig } from '@backstage/backend-plugin-api';
import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds } from '@backstage/types';

/** `scorecards` in app-config, read once. */
export interface ScorecardsConfig {
  /** How often the catalog is looked at. */
  mirror: SchedulerServiceTaskScheduleDefinition;
  history: {
    /** How long single transitions are kept, milliseconds. */
    transitionsMs: number;
    /** How long the numbers of each day are kept, milliseconds. */
    daysMs: number;
  };
  /** Where people reach the portal, for links in notifications. */
  baseUrl: string;
}

const DAY_MS = 86_400_000;

function readAge(config: Config, key: string, days: number): number {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : days * DAY_MS;
}

/** Reads the plugin's config; all of it may be left out. */
export function readScorecardsConfig(config: Config): ScorecardsConfig {
  const mirror = config.getOptionalConfig('scorecards.mirror.schedule');
  return {
    mirror: mirror
      ? readSchedulerServiceTaskScheduleDefinitionFromConfig(mirror)
      : {
          frequency: { seconds: 30 },
          timeout: { minutes: 10 },
          initialDelay: { seconds: 3 },
        },
    history: {
      transitionsMs: readAge(config, 'scorecards.history.transitions', 730),
      daysMs: readAge(config, 'scorecards.history.days', 1825),
    },
    baseUrl: config.getOptionalString('app.baseUrl') ?? '',
  };
}
