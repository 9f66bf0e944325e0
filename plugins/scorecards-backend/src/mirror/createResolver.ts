import type { EntityStore } from '../database/entities/EntityStore';
import type { CatalogMirror } from './CatalogMirror';

/**
 * Finds the ids of entities. One that the mirror has not seen yet is looked for
 * in the catalog: CI may report about what was registered a second ago.
 */
export function createResolver(
  entities: EntityStore,
  mirror: Pick<CatalogMirror, 'ensure'>,
): (refs: readonly string[]) => Promise<Map<string, number>> {
  return async refs => {
    const found = await entities.findIds(refs);
    const unknown = [...new Set(refs.filter(ref => !found.has(ref)))];
    if (unknown.length === 0) {
      return found;
    }
    await mirror.ensure(unknown);
    return entities.findIds(refs);
  };
}
