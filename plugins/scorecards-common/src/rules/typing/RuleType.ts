/** Names of the types, for signatures and messages. */
export type Kind =
  | 'dyn'
  | 'null'
  | 'bool'
  | 'number'
  | 'string'
  | 'timestamp'
  | 'duration'
  | 'list'
  | 'map'
  | 'object';

/**
 * What is known of a value before a rule runs. `dyn` is any value. An object has
 * named fields; a map has any keys. `nullable` values may be null in the data.
 */
export type RuleType = { readonly nullable?: boolean } & (
  | {
      readonly kind: Exclude<Kind, 'string' | 'list' | 'map' | 'object'>;
    }
  | { readonly kind: 'string'; readonly values?: readonly string[] }
  | { readonly kind: 'list'; readonly item: RuleType }
  | { readonly kind: 'map'; readonly value: RuleType }
  | ObjectType
);

/** A value with named fields. */
export interface ObjectType {
  readonly kind: 'object';
  readonly nullable?: boolean;
  readonly fields: ReadonlyMap<string, RuleType>;
  /** The type of fields that are not named; without it there are none. */
  readonly rest?: RuleType;
  /** Fields that are not named can be read as `x['name']` only. */
  readonly open?: boolean;
}

export const dyn = { kind: 'dyn' } as const satisfies RuleType;
export const bool = { kind: 'bool' } as const satisfies RuleType;
export const number = { kind: 'number' } as const satisfies RuleType;
export const string = { kind: 'string' } as const satisfies RuleType;
export const timestamp = { kind: 'timestamp' } as const satisfies RuleType;
export const duration = { kind: 'duration' } as const satisfies RuleType;

export function listOf(item: RuleType): RuleType {
  return { kind: 'list', item };
}

export function mapOf(value: RuleType): RuleType {
  return { kind: 'map', value };
}

/** The type in words, such as `list of string`. */
export function describe(type: RuleType): string {
  switch (type.kind) {
    case 'dyn':
      return 'any value';
    case 'list':
      return type.item.kind === 'dyn'
        ? 'list'
        : `list of ${describe(type.item)}`;
    case 'map':
      return type.value.kind === 'dyn'
        ? 'map'
        : `map of ${describe(type.value)}`;
    default:
      return type.kind;
  }
}

/** Whether a value of this type may be used where `kind` is asked for. */
export function isKind(type: RuleType, kind: Kind): boolean {
  if (type.kind === 'dyn' || kind === 'dyn') return true;
  return type.kind === kind || (type.kind === 'object' && kind === 'map');
}

/** Whether values of both types can be equal. */
export function areComparable(a: RuleType, b: RuleType): boolean {
  if (a.kind === 'list' && b.kind === 'list') {
    return areComparable(a.item, b.item);
  }
  return isKind(a, b.kind) || isKind(b, a.kind);
}

/** The type of a value that is of either type. */
export function unify(a: RuleType, b: RuleType): RuleType {
  if (a.kind === 'null') return { ...b, nullable: true };
  if (b.kind === 'null') return { ...a, nullable: true };
  const type = unifyKinds(a, b);
  return a.nullable || b.nullable ? { ...type, nullable: true } : type;
}

function unifyKinds(a: RuleType, b: RuleType): RuleType {
  if (a.kind === 'list' && b.kind === 'list') {
    return listOf(unify(a.item, b.item));
  }
  if (a.kind === 'map' && b.kind === 'map') {
    return mapOf(unify(a.value, b.value));
  }
  if (a.kind === 'string' && b.kind === 'string') {
    return a.values && b.values
      ? { kind: 'string', values: [...a.values, ...b.values] }
      : string;
  }
  if (a.kind === 'object' && b.kind === 'object') {
    return a.fields === b.fields ? a : mapOf(dyn);
  }
  return a.kind === b.kind ? a : dyn;
}
