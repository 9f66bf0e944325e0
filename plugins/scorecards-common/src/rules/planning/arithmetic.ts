import type { BinaryNode } from '../checking/operators';
import { ruleLimits } from '../limits';
import { tooCostly, type Meter } from '../Meter';
import { isList, RuleDuration, Unknown, type RuleValue } from '../values';
import {
  misfit,
  planOperand,
  type Evaluate,
  type Planning,
  type Slots,
} from './Planning';

type Calculate = (a: number, b: number) => number;

const onNumbers: Partial<Record<string, Calculate>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

/** `+ - * / %` on numbers; `+` and `-` also on texts, lists, times and durations. */
export function planArithmetic(
  node: BinaryNode,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const [leftNode, rightNode] = node.args;
  const left = planOperand(leftNode, slots, planning);
  const right = planOperand(rightNode, slots, planning);
  const calculate = onNumbers[node.op] ?? (() => Number.NaN);
  const noNumber = Unknown.error(
    node.op === '/' || node.op === '%'
      ? `${right.text} is zero: nothing can be divided by it`
      : `"${node.op}" gives a number that is too large`,
  );
  return frame => {
    const a = left.evaluate(frame);
    const b = right.evaluate(frame);
    if (typeof a === 'number' && typeof b === 'number') {
      const result = calculate(a, b);
      return Number.isFinite(result) ? result : noNumber;
    }
    return (
      calculateOthers(node.op, a, b, frame.meter) ??
      misfit(node.op, [a, b], [left, right])
    );
  };
}

function calculateOthers(
  op: string,
  a: RuleValue,
  b: RuleValue,
  meter: Meter,
): RuleValue | undefined {
  if (op === '+' && typeof a === 'string' && typeof b === 'string') {
    return joinTexts(a, b, meter);
  }
  if (op === '+' && isList(a) && isList(b)) {
    return meter.spend(a.length + b.length) ? [...a, ...b] : tooCostly;
  }
  if (op === '+') return addTimes(a, b) ?? addTimes(b, a);
  return op === '-' ? subtractTimes(a, b) : undefined;
}

function joinTexts(a: string, b: string, meter: Meter): RuleValue {
  const length = a.length + b.length;
  const fits = length <= ruleLimits.builtLength && meter.spend(length >> 5);
  return fits ? a + b : tooCostly;
}

function addTimes(a: RuleValue, b: RuleValue): RuleValue | undefined {
  if (!(b instanceof RuleDuration)) return undefined;
  if (a instanceof RuleDuration) return new RuleDuration(a.millis + b.millis);
  return a instanceof Date ? timeAt(a.getTime() + b.millis) : undefined;
}

function subtractTimes(a: RuleValue, b: RuleValue): RuleValue | undefined {
  if (a instanceof Date && b instanceof Date) {
    return new RuleDuration(a.getTime() - b.getTime());
  }
  if (!(b instanceof RuleDuration)) return undefined;
  if (a instanceof RuleDuration) return new RuleDuration(a.millis - b.millis);
  return a instanceof Date ? timeAt(a.getTime() - b.millis) : undefined;
}

function timeAt(millis: number): RuleValue {
  const time = new Date(millis);
  return Number.isNaN(time.getTime())
    ? Unknown.error('the time is outside of the calendar')
    : time;
}
