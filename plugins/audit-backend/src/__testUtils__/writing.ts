import type { CaptureSettings } from '../capture/settings';
import { systemClock, type Clock } from '../capture/clock';

const MB = 1024 * 1024;

/** For processes without a test framework. */
export function spoolingSettings(directory: string): CaptureSettings {
  return {
    onUnavailable: {
      low: 'spool',
      medium: 'spool',
      high: 'spool',
      critical: 'spool',
    },
    waitForMs: 1_000_000,
    flushTimeoutMs: 1_000_000,
    maxWaiting: { entries: 20_000, bytes: 64 * MB },
    maxBatch: { entries: 20, bytes: MB },
    spool: { directory, maxBytes: 100 * MB },
    intents: 'all',
    maxBytes: 32 * 1024,
  };
}

/** What takes a minute takes half a second. */
export const hurried: Clock = {
  now: () => systemClock.now(),
  steady: () => systemClock.steady(),
  after: (ms, callback) => systemClock.after(ms / 120, callback),
};

const silent = () => {};

/** For processes whose output is for something else. */
export const silentLogger = {
  error: silent,
  warn: silent,
  info: silent,
  debug: silent,
  child: () => silentLogger,
};
