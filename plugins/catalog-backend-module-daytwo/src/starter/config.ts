import type { RootConfigService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';

/** Which starter scorecards a portal wants, and who owns them there. */
export interface WantedStarters {
  names: 'all' | string[];
  owner: string;
}

const KEY = 'daytwo.starterScorecards';
const OWNER_KEY = 'daytwo.starterOwner';

/**
 * Reads `daytwo.starterScorecards` and `daytwo.starterOwner`.
 *
 * @throws InputError if starter scorecards are asked for without an owner
 */
export function readStarterConfig(
  config: RootConfigService,
): WantedStarters | undefined {
  const names = readNames(config);
  if (names === undefined) return undefined;
  const owner = config.getOptionalString(OWNER_KEY);
  if (!owner) {
    throw new InputError(
      `${KEY} needs ${OWNER_KEY}: the group that looks after them, such as group:default/platform`,
    );
  }
  return { names, owner };
}

function readNames(config: RootConfigService): 'all' | string[] | undefined {
  const value = config.getOptional(KEY);
  if (Array.isArray(value)) return config.getStringArray(KEY);
  return config.getOptionalBoolean(KEY) ? 'all' : undefined;
}
