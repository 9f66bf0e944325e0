import type { Entity } from '@backstage/catalog-model';
import {
  filterPredicateToFilterFunction,
  type FilterPredicate,
} from '@backstage/filter-predicates';
import type {
  EntityStore,
  MirroredEntity,
} from '../database/entities/EntityStore';
import type { CatalogMirror } from './CatalogMirror';

const PAGE = 500;

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

/** Pages of the entities that a source serves. */
export function createEntityPages(
  entities: EntityStore,
): (appliesTo?: FilterPredicate) => AsyncGenerator<MirroredEntity[]> {
  return async function* pages(appliesTo) {
    const serves: (entity: Entity) => boolean = appliesTo
      ? filterPredicateToFilterFunction(appliesTo)
      : () => true;
    for await (const page of entities.pages(PAGE)) {
      const served = page.filter(({ entity }) => serves(entity));
      if (served.length > 0) {
        yield served;
      }
    }
  };
}
