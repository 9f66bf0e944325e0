import { printable } from '../suggest';
import { bool, dyn, number, string } from '../typing/RuleType';
import { Unknown, type RuleValue } from '../values';
import { fn, type RuleFunction } from './define';

/** A number in decimal digits: `Number` alone also takes '', ' 1 ' and '0x1'. */
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function toNumber(text: string): number | Unknown {
  return text.length <= 40 && decimal.test(text)
    ? Number(text)
    : Unknown.error(`"${printable(text, 30)}" is not a number`);
}

function truncate(value: RuleValue): RuleValue {
  return typeof value === 'number' ? Math.trunc(value) : value;
}

function toBool(text: string): boolean | Unknown {
  if (['true', 'TRUE', 'True', 't', '1'].includes(text)) return true;
  if (['false', 'FALSE', 'False', 'f', '0'].includes(text)) return false;
  return Unknown.error(`"${printable(text, 30)}" is neither true nor false`);
}

/**
 * Functions that turn one type into another. `int` and `double` both give
 * numbers; `int` without the fraction.
 */
export const conversionFunctions: readonly RuleFunction[] = [
  fn('dyn', ['dyn'], dyn, ([value]) => value),
  fn('double', ['number'], number, ([value]) => value),
  fn('double', ['string'], number, ([text]) => toNumber(text)),
  fn('int', ['number'], number, ([value]) => truncate(value)),
  fn('int', ['string'], number, ([text]) => truncate(toNumber(text))),
  fn('int', ['timestamp'], number, ([time]) =>
    Math.floor(time.getTime() / 1000),
  ),
  fn('bool', ['bool'], bool, ([value]) => value),
  fn('bool', ['string'], bool, ([text]) => toBool(text)),
  fn('string', ['string'], string, ([text]) => text),
  fn('string', ['number'], string, ([value]) => `${value}`),
  fn('string', ['bool'], string, ([value]) => `${value}`),
  fn('string', ['timestamp'], string, ([time]) => time.toISOString()),
  fn('string', ['duration'], string, ([length]) => `${length.millis / 1000}s`),
];
