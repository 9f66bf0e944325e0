/** What can be asked of an attribute with few values; all that is given must hold. */
export interface FacetTest {
  plugin?: readonly string[];
  /** `plugin.event` or `plugin.event.action`; the coarse one has the finer ones in it. */
  event?: readonly string[];
  outcome?: readonly string[];
  severity?: readonly string[];
  source?: readonly string[];
  /** Only what is not noise. */
  quiet?: true;
}

/** What a record is found by, apart from its facets. */
export type FoundBy = 'actor' | 'entity' | 'correlation' | 'word';

/** That a record is about any of the values. */
export interface HasCondition {
  kind: 'has';
  of: FoundBy;
  values: readonly string[];
  /** Something else requires that the record is not noise. */
  quiet?: true;
}

/**
 * Condition on a record. It has several meanings that agree: SQL on PostgreSQL,
 * SQL on SQLite, and a test of a record in memory, which has the last word.
 */
export type Condition =
  | { kind: 'all' }
  | { kind: 'none' }
  | { kind: 'and'; parts: readonly Condition[] }
  | { kind: 'or'; parts: readonly Condition[] }
  | { kind: 'not'; part: Condition }
  | HasCondition
  | { kind: 'facets'; test: FacetTest };

/** A condition that first needs the catalog: whose actions, on what. */
export type OpenCondition =
  | Exclude<Condition, { kind: 'and' | 'or' | 'not' }>
  | { kind: 'and'; parts: readonly OpenCondition[] }
  | { kind: 'or'; parts: readonly OpenCondition[] }
  | { kind: 'not'; part: OpenCondition }
  /** Actors are members of one of the groups, nested. */
  | { kind: 'members'; groups: readonly string[] }
  /** Entities are owned by one of the claims. */
  | { kind: 'owned'; claims: readonly string[] };

/** Every record. */
export const all = { kind: 'all' } as const;

/** No record. */
export const none = { kind: 'none' } as const;

/** All of them. */
export function and<T extends OpenCondition>(...parts: T[]) {
  const needed = parts.filter(part => part.kind !== 'all');
  return needed.length === 1
    ? needed[0]
    : ({ kind: 'and', parts: needed } as const);
}

/** Any of the values; of none, no record. */
export function has(of: FoundBy, values: readonly string[]): Condition {
  return values.length === 0 ? none : { kind: 'has', of, values };
}
