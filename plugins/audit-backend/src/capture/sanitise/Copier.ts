import type { JsonValue } from '@backstage/types';
import type { Place, Places } from './place';
import { REDACTED } from './redactText';
import type { SecretKeyTest } from './secretKeys';

const MOST_KEYS = 200;
const MOST_ITEMS = 500;
const DEEPEST = 12;
const LONGEST_KEY = 128;
/** What a value costs beside its text. */
const OVERHEAD = 4;

/** What {@link Copier} works with. */
export interface CopierOptions {
  isSecretKey: SecretKeyTest;
  redactText: (text: string) => string;
  redacted: Places;
  truncated: Places;
}

/** A copy, and how much of the allowance it took. `undefined`: there is nothing that JSON could hold. */
interface Copy {
  value: JsonValue | undefined;
  used: number;
}

/**
 * Copies values into JSON that holds no secrets, no cycles and no text that a
 * database could not store. It never copies more than it is allowed to, however
 * large the value: it is shared out, so that one huge part does not push out the
 * others.
 */
export class Copier {
  readonly #o: CopierOptions;
  readonly #ancestors = new Set<object>();

  private constructor(options: CopierOptions) {
    this.#o = options;
  }

  static create(options: CopierOptions): Copier {
    return new Copier(options);
  }

  /** @param allowance - characters, roughly */
  copy(value: unknown, place: Place, allowance: number): Copy {
    if (typeof value === 'string') {
      return this.#text(value, place, allowance);
    }
    const simple = toSimple(value);
    if (simple !== NOT_SIMPLE) {
      return { value: simple, used: OVERHEAD };
    }
    return this.#container(value as object, place, allowance);
  }

  #text(text: string, place: Place, allowance: number): Copy {
    const cut = text.length > allowance;
    if (cut) {
      this.#o.truncated.add(place);
    }
    const kept = cut ? `${text.slice(0, Math.max(allowance, 0))}…` : text;
    const clean = this.#clean(kept);
    const value = this.#o.redactText(clean);
    if (value !== clean) {
      this.#o.redacted.add(place);
    }
    return { value, used: value.length + OVERHEAD };
  }

  /** PostgreSQL stores no NUL, and lone surrogates are no valid UTF-8. */
  #clean(text: string): string {
    return text.replace(/\p{Surrogate}|\0/gu, '\ufffd');
  }

  #container(value: object, place: Place, allowance: number): Copy {
    if (this.#ancestors.has(value)) {
      return marker('[circular]');
    }
    if (this.#ancestors.size >= DEEPEST || allowance < OVERHEAD) {
      this.#o.truncated.add(place);
      return marker('[cut]');
    }
    this.#ancestors.add(value);
    try {
      return this.#plain(toPlain(value), place, allowance);
    } catch {
      return marker('[unreadable]');
    } finally {
      this.#ancestors.delete(value);
    }
  }

  #plain(value: unknown, place: Place, allowance: number): Copy {
    if (typeof value !== 'object' || value === null) {
      return this.copy(value, place, allowance);
    }
    if (Array.isArray(value)) {
      const list = this.#children(
        value.slice(0, MOST_ITEMS).map((item, i) => [String(i), item] as const),
        place,
        allowance,
      );
      const items = list.values.map(item => item ?? null);
      this.#more(value.length - MOST_ITEMS, place, text => items.push(text));
      return { value: items, used: list.used };
    }
    const keys = Object.keys(value);
    const some = keys.slice(0, MOST_KEYS);
    const object = value as Record<string, unknown>;
    const copied = this.#children(
      some.map(key => [key, read(object, key)] as const),
      place,
      allowance,
    );
    const entries = some.flatMap((key, i): [string, JsonValue][] => {
      const copy = copied.values[i];
      return copy === undefined ? [] : [[this.#key(key), copy]];
    });
    this.#more(keys.length - MOST_KEYS, place, text =>
      entries.push(['…', text]),
    );
    return { value: Object.fromEntries(entries), used: copied.used };
  }

  #key(key: string): string {
    const kept = key.slice(0, 4 * LONGEST_KEY);
    return this.#o.redactText(this.#clean(kept)).slice(0, LONGEST_KEY);
  }

  #more(n: number, place: Place, add: (text: string) => void): void {
    if (n > 0) {
      this.#o.truncated.add(place);
      add(`${n} more`);
    }
  }

  /** The small get what they need, the large an equal part of what is left. */
  #children(
    children: readonly (readonly [key: string, value: unknown])[],
    parent: Place,
    allowance: number,
  ) {
    const values: (JsonValue | undefined)[] = Array(children.length);
    let left = allowance;
    const rising = children.map((_, i) => i);
    rising.sort((a, b) => weight(children[a][1]) - weight(children[b][1]));
    rising.forEach((i, done) => {
      const [key, value] = children[i];
      const share = left / (children.length - done);
      const copy = this.#child(value, { parent, key }, share);
      values[i] = copy.value;
      left -= copy.used + key.length;
    });
    return { values, used: allowance - left + OVERHEAD };
  }

  #child(value: unknown, place: Place, allowance: number): Copy {
    const isEmpty = value === null || value === undefined || value === '';
    const isHarmless = typeof value === 'boolean' || isEmpty;
    const isCount = typeof value === 'number' && /tokens$/i.test(place.key);
    if (!isHarmless && !isCount && this.#o.isSecretKey(place.key)) {
      this.#o.redacted.add(place);
      return marker(REDACTED);
    }
    return this.copy(value, place, allowance);
  }
}

const NOT_SIMPLE = Symbol('not simple');

function toSimple(value: unknown): JsonValue | undefined | typeof NOT_SIMPLE {
  switch (typeof value) {
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : String(value);
    case 'bigint':
      return String(value).slice(0, 100);
    case 'object':
      return value === null ? null : NOT_SIMPLE;
    default:
      return undefined;
  }
}

/** What an object is when it is written as JSON; may throw, as it runs code of the object. */
function toPlain(value: object): unknown {
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  }
  if (value instanceof Error) {
    const { name, message, cause, stack: _, ...rest } = value;
    return { name, message, ...rest, cause };
  }
  if (value instanceof Map) {
    return Object.fromEntries([...value].slice(0, MOST_KEYS + 1));
  }
  if (value instanceof Set) {
    return [...value];
  }
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) {
    return `[${value.byteLength} bytes]`;
  }
  return 'toJSON' in value && typeof value.toJSON === 'function'
    ? value.toJSON()
    : value;
}

function read(object: Record<string, unknown>, key: string): unknown {
  try {
    return object[key];
  } catch {
    return '[unreadable]';
  }
}

/** Guess of what a value takes; of containers it is not known. */
function weight(value: unknown): number {
  if (typeof value === 'string') {
    return value.length;
  }
  return typeof value === 'object' && value !== null ? Number.MAX_VALUE : 0;
}

function marker(value: string): Copy {
  return { value, used: value.length + OVERHEAD };
}
