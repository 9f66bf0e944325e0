import { filterPredicateToFilterFunction } from '@backstage/filter-predicates';
import type { MirroredEntity } from '../../database/entities/EntityStore';
import type { RegisteredSource } from '../RegisteredSource';

/** Whether a source has something to say about an entity. */
export function serves(
  { appliesTo }: RegisteredSource,
  { entity }: MirroredEntity,
): boolean {
  return !appliesTo || filterPredicateToFilterFunction(appliesTo)(entity);
}
