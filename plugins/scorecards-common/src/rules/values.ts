import type { RuleOutcome, UnknownReason } from './types';

/**
 * Stands for a value that is not known, and says why. It is a value and not an
 * exception: a missing fact is an everyday thing, and an exception costs fifty
 * times as much.
 */
export class Unknown {
  readonly reason: UnknownReason;
  /** What the rule says if nothing else decides it. */
  readonly outcome: RuleOutcome;

  constructor(reason: UnknownReason) {
    this.reason = Object.freeze(reason);
    this.outcome = Object.freeze({ result: 'unknown', reason });
  }

  /** A value that is absent, or null. `name` is as the author wrote it. */
  static missing(name: string, how = 'is missing'): Unknown {
    const message = `${name} ${how}`;
    return new Unknown({ code: 'missing', missing: name, message });
  }

  static type(message: string): Unknown {
    return new Unknown({ code: 'type', message });
  }

  static error(message: string): Unknown {
    return new Unknown({ code: 'error', message });
  }

  static cost(message: string): Unknown {
    return new Unknown({ code: 'cost', message });
  }
}

/** A length of time. */
export class RuleDuration {
  readonly #millis: number;

  constructor(millis: number) {
    this.#millis = millis;
  }

  get millis(): number {
    return this.#millis;
  }
}

/** A JSON object, or a map that a rule made. */
export interface RuleMap {
  readonly [key: string]: RuleValue | undefined;
}

/** What an expression can come to. */
export type RuleValue =
  | string
  | number
  | boolean
  | null
  | Date
  | RuleDuration
  | readonly RuleValue[]
  | RuleMap
  | Unknown;

/** The types that values have when a rule runs. */
export type ValueKind =
  | 'null'
  | 'bool'
  | 'number'
  | 'string'
  | 'timestamp'
  | 'duration'
  | 'list'
  | 'map';

export function kindOf(value: RuleValue): ValueKind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'bool';
    default:
      return kindOfObject(value);
  }
}

function kindOfObject(value: object | null): ValueKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'timestamp';
  return value instanceof RuleDuration ? 'duration' : 'map';
}

export function isList(value: RuleValue): value is readonly RuleValue[] {
  return Array.isArray(value);
}

export function isMap(value: RuleValue): value is RuleMap {
  return typeof value === 'object' && kindOfObject(value) === 'map';
}

/** A field that the object itself has: nothing is inherited. */
export function ownField(map: RuleMap, key: string): RuleValue | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}
