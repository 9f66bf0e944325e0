import type { Meter } from './Meter';
import {
  isList,
  isMap,
  kindOf,
  ownField,
  type RuleMap,
  type RuleValue,
} from './values';
import { RuleDuration } from './values';

/**
 * Whether two values are the same: numbers as numbers, lists and maps item by
 * item. Values of different types are not the same. A spent meter ends the walk
 * with `false`; the caller looks at the meter.
 */
export function areEqual(a: RuleValue, b: RuleValue, meter: Meter): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (!meter.spend(1) || kindOf(a) !== kindOf(b)) return false;
  if (a instanceof Date) return a.getTime() === (b as Date).getTime();
  if (a instanceof RuleDuration) {
    return a.millis === (b as RuleDuration).millis;
  }
  if (isList(a) && isList(b)) return areEqualLists(a, b, meter);
  return isMap(a) && isMap(b) && areEqualMaps(a, b, meter);
}

function areEqualLists(
  a: readonly RuleValue[],
  b: readonly RuleValue[],
  meter: Meter,
): boolean {
  if (a.length !== b.length) return false;
  return a.every(
    (item, index) => meter.spend(1) && areEqual(item, b[index], meter),
  );
}

function areEqualMaps(a: RuleMap, b: RuleMap, meter: Meter): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every(key => {
    const [left, right] = [ownField(a, key), ownField(b, key)];
    if (left === undefined || right === undefined) return left === right;
    return meter.spend(1) && areEqual(left, right, meter);
  });
}
