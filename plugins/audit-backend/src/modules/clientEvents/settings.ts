import type { Config } from '@backstage/config';

/** `audit.clientEvents` in app-config. */
export interface ClientEventSettings {
  enabled: boolean;
  /** Events of one person, per replica. */
  maxPerMinute: number;
}

const MOST_PER_MINUTE = 600;

/** Reads `audit.clientEvents`; off where nothing is said. */
export function readClientEventSettings(config: Config): ClientEventSettings {
  const key = 'audit.clientEvents';
  return {
    enabled: config.getOptionalBoolean(`${key}.enabled`) ?? false,
    maxPerMinute:
      config.getOptionalNumber(`${key}.maxPerMinute`) ?? MOST_PER_MINUTE,
  };
}
