import type { Config } from '@backstage/config';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import { catalogSource } from './catalog/catalogSource';
import { readPushSources } from './push/readPushSources';
import { SourceRegistry } from './SourceRegistry';
import { fromFactSource } from './zodSource';

/**
 * All sources: the catalog, those that the config names, and those that modules
 * brought.
 *
 * @throws InputError, ConflictError where one cannot be used
 */
export function createRegistry(
  config: Config,
  added: readonly FactSource[],
): SourceRegistry {
  const registry = SourceRegistry.create();
  const all = [
    catalogSource,
    ...readPushSources(config),
    ...added.map(fromFactSource),
  ];
  all.forEach(source => registry.add(source));
  return registry;
}
