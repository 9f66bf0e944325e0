import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'audit.catalog.kinds';

/**
 * Reads `audit.catalog.kinds`: kinds whose changes are recorded beside our own.
 *
 * @throws InputError where one of them is no kind
 */
export function readWatchedKinds(config: Config): string[] {
  const kinds = config.getOptionalStringArray(KEY) ?? [];
  const wrong = kinds.find(kind => !/^[a-z][a-z0-9]*$/i.test(kind));
  if (wrong !== undefined) {
    throw new InputError(
      `${KEY} has "${wrong}", which is not the kind of an entity; name kinds such as Component`,
    );
  }
  return [...new Set(kinds.map(kind => kind.toLocaleLowerCase('en-US')))];
}
