import { readDurationFromConfig, type Config } from '@backstage/config';
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
  usage: UsageSettings;
  alerts: AlertRule[];
  streams: NamedStream[];
  clientEvents: ClientEventSettings;
}

const DAY_MS = 86_400_000;
const STANDARD_MINUTES = 10;

/** @throws InputError naming what is wrong */
export function readAuditConfig(config: Config): AuditConfig {
  const key = 'audit.capture.abandonAfter';
  return {
    abandonAfterMs: config.has(key)
      ? durationToMilliseconds(readDurationFromConfig(config, { key }))
      : DAY_MS,
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
