import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { readAlertRules, type AlertRule } from './alerts/AlertRule';
import {
  readClientEventSettings,
  type ClientEventSettings,
} from './modules/clientEvents';
import { readStreams, type NamedStream } from './stream/readStreams';
import type { UsageSettings } from './usage/UsageReader';

/** `audit` in app-config, read once; what captures and what seals read their own. */
export interface AuditConfig {
  /** When an action without an outcome counts as abandoned, milliseconds. */
  abandonAfterMs: number;
  /** When a process that is not seen counts as dead, milliseconds. */
  deadAfterMs: number;
  usage: UsageSettings;
  alerts: AlertRule[];
  streams: NamedStream[];
  clientEvents: ClientEventSettings;
}

const DAY_MS = 86_400_000;
const DEAD_AFTER_MS = 600_000;
const LEAST_DEAD_AFTER_MS = 300_000;
const STANDARD_MINUTES = 10;

/** @throws InputError naming what is wrong */
export function readAuditConfig(config: Config): AuditConfig {
  return {
    abandonAfterMs: readMs(config, 'audit.capture.abandonAfter') ?? DAY_MS,
    deadAfterMs: readDeadAfter(config),
    usage: {
      privacy: config.getOptionalBoolean('audit.usage.privacy') ?? false,
      minutesSaved: {
        default: STANDARD_MINUTES,
        ...config.getOptional<Record<string, number>>(
          'audit.usage.minutesSaved',
        ),
      },
    },
    alerts: readAlertRules(config),
    streams: readStreams(config),
    clientEvents: readClientEventSettings(config),
  };
}

function readMs(config: Config, key: string): number | undefined {
  return config.has(key)
    ? durationToMilliseconds(readDurationFromConfig(config, { key }))
    : undefined;
}

function readDeadAfter(config: Config): number {
  const key = 'audit.capture.deadAfter';
  const ms = readMs(config, key) ?? DEAD_AFTER_MS;
  if (ms < LEAST_DEAD_AFTER_MS) {
    throw new InputError(
      `${key} is ${ms} ms; it must be at least five minutes, as a process says every half a minute that it is there, and a database may be away for a while`,
    );
  }
  return ms;
}
