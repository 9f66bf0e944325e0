import type { JsonObject, JsonValue } from '@backstage/types';
import type { CompiledRule, RuleContext, RuleRead } from './types';

/** A value that a rule named, as it is on the entity in question. @public */
export interface RuleEvidence {
  /** The value's name, as the author wrote it. */
  text: string;
  /** The source of the fact; absent for `entity` and `now`. */
  source?: string;
  /** Shortened; `undefined` if there is no such value. */
  value: JsonValue | undefined;
}

const longestText = 200;
const longestList = 10;
const deepest = 3;

/**
 * The values that a rule named, without evaluating it. Long texts end in `…`;
 * of long lists and objects the first ten entries are kept, and a last one says
 * how many more there are.
 *
 * @public
 */
export function readEvidence(
  rule: Pick<CompiledRule, 'reads'> | readonly RuleRead[],
  context: RuleContext,
): RuleEvidence[] {
  const reads = 'reads' in rule ? rule.reads : rule;
  return reads.map(read => {
    const value = shorten(valueOf(read, context), deepest);
    const { text, source } = read;
    return source === undefined ? { text, value } : { text, source, value };
  });
}

function valueOf(read: RuleRead, context: RuleContext): JsonValue | undefined {
  let value: unknown = rootOf(read, context);
  for (const key of read.path) {
    const isObject = typeof value === 'object' && value !== null;
    value =
      isObject && Object.hasOwn(value as object, key)
        ? (value as JsonObject)[key]
        : undefined;
  }
  return value as JsonValue | undefined;
}

function rootOf({ root, source = '' }: RuleRead, context: RuleContext) {
  const { entity, facts, now } = context;
  switch (root) {
    case 'entity':
      return entity;
    case 'now':
      return now.toISOString();
    default:
      return Object.hasOwn(facts, source) ? facts[source] : undefined;
  }
}

function shorten(
  value: JsonValue | undefined,
  depth: number,
): JsonValue | undefined {
  if (typeof value === 'string') return shortenText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === 0) return '…';
  return Array.isArray(value)
    ? shortenList(value, depth)
    : shortenObject(value, depth);
}

function shortenText(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

function shortenList(list: readonly JsonValue[], depth: number): JsonValue[] {
  const shown = list
    .slice(0, longestList)
    .map(item => shorten(item, depth - 1) ?? null);
  const more = list.length - shown.length;
  return more > 0 ? [...shown, `… ${more} more`] : shown;
}

function shortenObject(object: JsonObject, depth: number): JsonObject {
  const keys = Object.keys(object);
  const entries = keys
    .slice(0, longestList)
    .map(key => [shortenText(key), shorten(object[key], depth - 1)] as const);
  const more = keys.length - entries.length;
  const marker = more > 0 ? [['…', `${more} more`] as const] : [];
  return Object.fromEntries<JsonValue | undefined>([...entries, ...marker]);
}
