import { tooCostly } from '../Meter';
import { number, string } from '../typing/RuleType';
import { ruleLimits } from '../limits';
import { Unknown, type RuleValue } from '../values';
import type { Meter } from '../Meter';
import { fn, method, type RuleFunction } from './define';

/** Characters as people count them: code points. */
function sizeOfText([text]: [string], meter: Meter): RuleValue {
  if (!meter.spend(text.length >> 3)) return tooCostly;
  let size = 0;
  for (let i = 0; i < text.length; i++) {
    if ((text.codePointAt(i) ?? 0) > 0xffff) i++;
    size++;
  }
  return size;
}

function join(
  [list, separator]: [readonly RuleValue[], string],
  meter: Meter,
): RuleValue {
  let length = 0;
  for (const item of list) {
    if (typeof item !== 'string') {
      return Unknown.type('join() needs a list of texts');
    }
    length += item.length + separator.length;
    if (length > ruleLimits.builtLength) return tooCostly;
  }
  return meter.spend(list.length + length) ? list.join(separator) : tooCostly;
}

/** Functions on lists, maps and the size of things. */
export const collectionFunctions: readonly RuleFunction[] = [
  fn('size', ['string'], number, sizeOfText),
  fn('size', ['list'], number, ([list]) => list.length),
  fn('size', ['map'], number, ([map]) => Object.keys(map).length),
  method('size', ['string'], number, sizeOfText),
  method('size', ['list'], number, ([list]) => list.length),
  method('size', ['map'], number, ([map]) => Object.keys(map).length),
  method('join', ['list'], string, ([list], meter) => join([list, ''], meter)),
  method('join', ['list', 'string'], string, join),
];
