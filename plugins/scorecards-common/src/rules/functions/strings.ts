import { tooCostly, type Meter } from '../Meter';
import { computedPattern, matchPattern } from '../regex';
import { bool, listOf, number, string } from '../typing/RuleType';
import { Unknown, type RuleValue } from '../values';
import { fn, method, type RuleFunction } from './define';

function scanned(
  text: string,
  meter: Meter,
  answer: () => RuleValue,
): RuleValue {
  return meter.spend(text.length >> 5) ? answer() : tooCostly;
}

function matches([text, pattern]: [string, string], meter: Meter): RuleValue {
  const compiled = computedPattern(pattern, meter);
  return compiled instanceof Unknown
    ? compiled
    : matchPattern(compiled, text, meter);
}

function split(text: string, separator: string, meter: Meter): RuleValue {
  return meter.spend(text.length) ? text.split(separator) : tooCostly;
}

/** The first `limit` parts, the last of them with the rest; all if negative. */
function splitLimited(
  [text, separator, limit]: [string, string, number],
  meter: Meter,
): RuleValue {
  if (limit === 0) return [];
  const parts = split(text, separator, meter);
  if (!Array.isArray(parts) || limit < 0 || parts.length <= limit) return parts;
  const last = parts.slice(limit - 1).join(separator);
  return [...parts.slice(0, limit - 1), last];
}

function substring(text: string, start: number, end: number): RuleValue {
  const isInside = start >= 0 && start <= end && end <= text.length;
  return isInside
    ? text.substring(start, end)
    : Unknown.error('substring() reaches outside of the text');
}

function ascii(text: string, from: RegExp, change: (c: string) => string) {
  return text.replace(from, change);
}

/** Functions on text. */
export const stringFunctions: readonly RuleFunction[] = [
  method('startsWith', ['string', 'string'], bool, ([a, b]) => a.startsWith(b)),
  method('endsWith', ['string', 'string'], bool, ([a, b]) => a.endsWith(b)),
  method('contains', ['string', 'string'], bool, ([a, b], meter) =>
    scanned(a, meter, () => a.includes(b)),
  ),
  method('matches', ['string', 'string'], bool, matches),
  fn('matches', ['string', 'string'], bool, matches),
  method('lowerAscii', ['string'], string, ([a], meter) =>
    scanned(a, meter, () => ascii(a, /[A-Z]+/g, c => c.toLowerCase())),
  ),
  method('upperAscii', ['string'], string, ([a], meter) =>
    scanned(a, meter, () => ascii(a, /[a-z]+/g, c => c.toUpperCase())),
  ),
  method('trim', ['string'], string, ([a], meter) =>
    scanned(a, meter, () => a.trim()),
  ),
  method('indexOf', ['string', 'string'], number, ([a, b], meter) =>
    scanned(a, meter, () => a.indexOf(b)),
  ),
  method(
    'indexOf',
    ['string', 'string', 'number'],
    number,
    ([a, b, i], meter) => scanned(a, meter, () => a.indexOf(b, i)),
  ),
  method('lastIndexOf', ['string', 'string'], number, ([a, b], meter) =>
    scanned(a, meter, () => a.lastIndexOf(b)),
  ),
  method('substring', ['string', 'number'], string, ([a, start]) =>
    substring(a, start, a.length),
  ),
  method('substring', ['string', 'number', 'number'], string, ([a, i, j]) =>
    substring(a, i, j),
  ),
  method('split', ['string', 'string'], listOf(string), ([a, b], meter) =>
    split(a, b, meter),
  ),
  method('split', ['string', 'string', 'number'], listOf(string), splitLimited),
];
