import { literalOf, type Node } from '../ast';
import type { BinaryNode } from '../checking/operators';
import { areEqual } from '../equality';
import { tooCostly } from '../Meter';
import {
  isList,
  isMap,
  kindOf,
  ownField,
  RuleDuration,
  Unknown,
  type RuleValue,
} from '../values';
import {
  misfit,
  planOperand,
  unusable,
  type Evaluate,
  type Frame,
  type Operand,
  type Planning,
  type Slots,
} from './Planning';

type Pair = readonly [Operand, Operand];

function planPair(node: BinaryNode, slots: Slots, planning: Planning): Pair {
  const [left, right] = node.args;
  return [
    planOperand(left, slots, planning),
    planOperand(right, slots, planning),
  ];
}

type Order = (a: number | string, b: number | string) => boolean;

const orders: Partial<Record<string, Order>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** `<`, `<=`, `>` and `>=` on numbers, texts, times and durations. */
export function planOrder(
  node: BinaryNode,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const pair = planPair(node, slots, planning);
  const [left, right] = [pair[0].evaluate, pair[1].evaluate];
  const isFulfilled = orders[node.op] ?? (() => false);
  return frame => {
    const a = left(frame);
    const b = right(frame);
    return typeof a === 'number' && typeof b === 'number'
      ? isFulfilled(a, b)
      : compareOthers(node.op, [a, b], pair);
  };
}

function compareOthers(
  op: string,
  values: readonly [RuleValue, RuleValue],
  pair: Pair,
): RuleValue {
  const [a, b] = values;
  const keyA = orderKey(a);
  const keyB = orderKey(b);
  const fits =
    keyA !== undefined && keyB !== undefined && kindOf(a) === kindOf(b);
  return fits ? orders[op]?.(keyA, keyB) ?? false : misfit(op, values, pair);
}

function orderKey(value: RuleValue): number | string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof Date) return value.getTime();
  return value instanceof RuleDuration ? value.millis : undefined;
}

function isNullLiteral(node: Node): boolean {
  return node.op === 'value' && node.args === null;
}

/**
 * `==` and `!=`. Only a comparison with the word `null` answers for null: any
 * other one is unknown, and so is one of different types, which is a mistake
 * and not a "no".
 */
export function planEquality(
  node: BinaryNode,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const pair = planPair(node, slots, planning);
  const wanted = node.op === '==';
  if (node.args.some(isNullLiteral)) return planNullTest(pair, wanted);
  const [left, right] = [pair[0].evaluate, pair[1].evaluate];
  return frame => {
    const a = left(frame);
    const b = right(frame);
    return typeof a === typeof b && typeof a !== 'object'
      ? (a === b) === wanted
      : compareObjects(node.op, [a, b], pair, frame);
  };
}

function compareObjects(
  op: string,
  values: readonly [RuleValue, RuleValue],
  pair: Pair,
  { meter }: Frame,
): RuleValue {
  const [a, b] = values;
  const isMisfit =
    unusable(a, pair[0]) || unusable(b, pair[1]) || kindOf(a) !== kindOf(b);
  if (isMisfit) return misfit(op, values, pair);
  const equal = areEqual(a, b, meter);
  return meter.isEmpty ? tooCostly : equal === (op === '==');
}

function planNullTest([left, right]: Pair, wanted: boolean): Evaluate {
  return frame => {
    const a = left.evaluate(frame);
    const b = right.evaluate(frame);
    if (a instanceof Unknown) return a;
    return b instanceof Unknown ? b : (a === b) === wanted;
  };
}

/** `item in list` and `key in map`. */
export function planIn(
  node: BinaryNode,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const pair = planPair(node, slots, planning);
  const [left, right] = pair;
  const choices = literalChoices(node.args[1]);
  if (choices) return planChoices(left, choices);
  return frame => {
    const item = left.evaluate(frame);
    const group = right.evaluate(frame);
    if (unusable(item, left)) return misfit('in', [item, group], pair);
    if (isList(group)) return isInList(item, group, frame);
    if (isMap(group) && typeof item === 'string') {
      return ownField(group, item) !== undefined;
    }
    return misfit('in', [item, group], pair);
  };
}

function isInList(
  item: RuleValue,
  list: readonly RuleValue[],
  { meter }: Frame,
): RuleValue {
  if (!meter.spend(list.length)) return tooCostly;
  const found = list.some(other => areEqual(item, other, meter));
  return meter.isEmpty ? tooCostly : found;
}

/** The items of a list that is written out: looked up at once. */
function literalChoices(node: Node): Set<RuleValue> | undefined {
  if (node.op !== 'list') return undefined;
  const choices = new Set<RuleValue>();
  for (const item of node.args) {
    if (item.op !== 'value') return undefined;
    choices.add(literalOf(item) ?? null);
  }
  return choices;
}

function planChoices(item: Operand, choices: Set<RuleValue>): Evaluate {
  return frame => {
    const value = item.evaluate(frame);
    if (choices.has(value)) return true;
    return unusable(value, item) ?? false;
  };
}
