import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { AuditWriter } from './AuditWriter';
import { systemClock, type Clock } from './clock';
import { Sanitiser } from './sanitise/Sanitiser';
import { readCaptureSettings, type CaptureSettings } from './settings';

/** What {@link AuditCapture} is made from. */
export interface AuditCaptureOptions {
  config: Config;
  logger: LoggerService;
  clock?: Clock;
}

/** What everything shares that captures in one process. */
export interface AuditCapture {
  /** Where entries go. */
  writer: AuditWriter;
  /** What they go through before. */
  sanitiser: Sanitiser;
  settings: CaptureSettings;
  clock: Clock;
}

/**
 * Reads the config and puts together what captures.
 *
 * @throws Error where `audit.capture` or `audit.redact` is not valid
 */
export function createAuditCapture({
  config,
  logger,
  clock = systemClock,
}: AuditCaptureOptions): AuditCapture {
  const settings = readCaptureSettings(config);
  return {
    settings,
    clock,
    writer: AuditWriter.create({ settings, logger, clock }),
    sanitiser: Sanitiser.fromConfig(config, settings.maxBytes),
  };
}
