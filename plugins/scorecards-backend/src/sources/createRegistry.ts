import type { Config } from '@backstage/config';
import type { FactSource } from '@daytwo/backstage-plugin-scorecards-node';
import { catalogSource } from './catalog/catalogSource';
import { readPushSources } from './push/readPushSources';
import { SourceRegistry } from './SourceRegistry';
import { fromFactSource } from './zodSource';

/**
 * All sources: the built-in one, those of the config, and what modules brought.
 *
 * @throws InputError, ConflictError where the config or a source is wrong
 */
export function createRegistry(
  config: Config,
  added: readonly FactSource[],
): SourceRegistry {
  const registry = SourceRegistry.create();
  registry.add(catalogSource);
  readPushSources(config).forEach(source => registry.add(source));
  added.forEach(source => registry.add(fromFactSource(source)));
  return registry;
}
