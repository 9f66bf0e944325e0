import { printable } from '../suggest';
import { duration, number, timestamp } from '../typing/RuleType';
import { RuleDuration, Unknown, type RuleValue } from '../values';
import { fn, method, type RuleFunction } from './define';

const millisOf = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 1e-3,
  µs: 1e-3,
  ns: 1e-6,
} as const;

const hours = { d: 24, w: 168 } as const;

/**
 * Reads `1h30m`, as Go writes durations:
 * https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): RuleDuration | Unknown {
  const [, sign, parts] =
    /^([+-]?)((?:\d+(?:\.\d+)?(?:ms|us|µs|ns|h|m|s))+)$/.exec(
      text.slice(0, 100),
    ) ?? [];
  if (!parts) return badDuration(text);
  let millis = 0;
  for (const [, amount, unit] of parts.matchAll(/([\d.]+)([a-zµ]+)/g)) {
    millis += Number(amount) * millisOf[unit as keyof typeof millisOf];
  }
  return new RuleDuration(sign === '-' ? -millis : millis);
}

function badDuration(text: string): Unknown {
  const [, amount, unit] = /^(\d{1,6})([dw])$/.exec(text) ?? [];
  const hint = unit
    ? `; write "${Number(amount) * hours[unit as keyof typeof hours]}h"`
    : '';
  return Unknown.error(
    `"${printable(
      text,
      30,
    )}" is not a duration such as "36h" or "1h30m"${hint}`,
  );
}

/** https://www.rfc-editor.org/rfc/rfc3339, or a date alone (midnight UTC). */
const written =
  /^\d{4}-\d{2}-\d{2}(?:[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2}))?$/;

/** Reads a date and time. */
export function parseTimestamp(text: string): Date | Unknown {
  const millis = written.test(text)
    ? Date.parse(text.toUpperCase().replace(' ', 'T'))
    : Number.NaN;
  return Number.isNaN(millis)
    ? Unknown.error(
        `"${printable(text, 40)}" is not a time such as "2026-01-31T12:00:00Z"`,
      )
    : new Date(millis);
}

function fromSeconds(seconds: number): RuleValue {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime())
    ? Unknown.error('timestamp() is outside of the calendar')
    : time;
}

const day = 86_400_000;

function dayOfYear(time: Date): number {
  const start = Date.UTC(time.getUTCFullYear(), 0, 1);
  return Math.floor((time.getTime() - start) / day);
}

function part(name: string, read: (time: Date) => number): RuleFunction {
  return method(name, ['timestamp'], number, ([time]) => read(time));
}

function total(name: string, millis: number): RuleFunction {
  return method(name, ['duration'], number, ([length]) =>
    Math.trunc(length.millis / millis),
  );
}

/** Functions on times and durations, all in UTC, counting as CEL does. */
export const timeFunctions: readonly RuleFunction[] = [
  fn('timestamp', ['string'], timestamp, ([text]) => parseTimestamp(text)),
  fn('timestamp', ['number'], timestamp, ([seconds]) => fromSeconds(seconds)),
  fn('timestamp', ['timestamp'], timestamp, ([time]) => time),
  fn('duration', ['string'], duration, ([text]) => parseDuration(text)),
  fn('duration', ['duration'], duration, ([length]) => length),
  part('getFullYear', time => time.getUTCFullYear()),
  part('getMonth', time => time.getUTCMonth()),
  part('getDate', time => time.getUTCDate()),
  part('getDayOfMonth', time => time.getUTCDate() - 1),
  part('getDayOfWeek', time => time.getUTCDay()),
  part('getDayOfYear', dayOfYear),
  part('getHours', time => time.getUTCHours()),
  part('getMinutes', time => time.getUTCMinutes()),
  part('getSeconds', time => time.getUTCSeconds()),
  part('getMilliseconds', time => time.getUTCMilliseconds()),
  total('getHours', millisOf.h),
  total('getMinutes', millisOf.m),
  total('getSeconds', millisOf.s),
  total('getMilliseconds', millisOf.ms),
];
