import {
  and,
  type ActorBook,
  type Condition,
  type FacetBook,
  type FacetTest,
} from '../conditions';

/** More values, or facets, than these are many. */
export const MANY = 32;

/** Whether it asks for more than that it is not noise. */
export function isSelective({ quiet, ...rest }: FacetTest): boolean {
  return Object.keys(rest).length > 0;
}

/** Whether the index of tags finds the rows; else all are looked at. */
export function isIndexed(condition: Condition): boolean {
  switch (condition.kind) {
    case 'has':
    case 'none':
      return true;
    case 'facets':
      return isSelective(condition.test);
    case 'and':
      return condition.parts.some(isIndexed);
    case 'or':
      return condition.parts.every(isIndexed);
    default:
      return false;
  }
}

/** Whether many actors are asked for, who are in a column, and nothing that is not in one. */
export function isOfManyActors(
  condition: Condition,
  actors: ActorBook,
): boolean {
  return hasManyActors(condition) && isInColumns(condition, actors);
}

function hasManyActors(condition: Condition): boolean {
  switch (condition.kind) {
    case 'has':
      return condition.of === 'actor' && condition.values.length > MANY;
    case 'and':
    case 'or':
      return condition.parts.some(hasManyActors);
    case 'not':
      return hasManyActors(condition.part);
    default:
      return false;
  }
}

function isInColumns(condition: Condition, actors: ActorBook): boolean {
  switch (condition.kind) {
    case 'has':
      return condition.of === 'actor' && actors.areFirst(condition.values);
    case 'and':
    case 'or':
      return condition.parts.every(part => isInColumns(part, actors));
    case 'not':
      return isInColumns(condition.part, actors);
    default:
      return true;
  }
}

/** Whether facets tell it. */
export function isFacetsOnly(condition: Condition): boolean {
  switch (condition.kind) {
    case 'has':
      return false;
    case 'and':
    case 'or':
      return condition.parts.every(isFacetsOnly);
    case 'not':
      return isFacetsOnly(condition.part);
    default:
      return true;
  }
}

function isNarrow(condition: Condition, book: FacetBook): boolean {
  switch (condition.kind) {
    case 'has':
      return condition.values.length <= MANY;
    case 'facets':
      return (
        isSelective(condition.test) && book.tags(condition.test).length <= MANY
      );
    case 'or':
      return condition.parts.every(part => isNarrow(part, book));
    case 'and':
      return condition.parts.some(part => isNarrow(part, book));
    default:
      return false;
  }
}

/** What few keys of the index find, of all that is required; undefined where there is none. */
export function narrowPart(
  condition: Condition,
  book: FacetBook,
): Condition | undefined {
  if (condition.kind !== 'and') {
    return isNarrow(condition, book) ? condition : undefined;
  }
  const parts = condition.parts
    .map(part => narrowPart(part, book))
    .filter(part => part !== undefined);
  return parts.length === 0 ? undefined : and(...parts);
}

/** Whether some of it has many keys. */
export function hasWide(condition: Condition, book: FacetBook): boolean {
  switch (condition.kind) {
    case 'has':
      return condition.values.length > MANY;
    case 'facets':
      return (
        isSelective(condition.test) && book.tags(condition.test).length > MANY
      );
    case 'and':
    case 'or':
      return condition.parts.some(part => hasWide(part, book));
    default:
      return false;
  }
}
