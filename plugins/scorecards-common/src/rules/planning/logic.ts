import { operandsOf, type NodeOf } from '../ast';
import { tooCostly } from '../Meter';
import type { Unknown } from '../values';
import {
  notBool,
  planOperand,
  type Evaluate,
  type Operand,
  type Planning,
  type Slots,
} from './Planning';

/**
 * `a && b && …` and `a || b || …`. As CEL has it, one operand that decides is
 * enough, wherever it stands: `unknown || true` is true.
 */
export function planChain(
  node: NodeOf<'&&'> | NodeOf<'||'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const operands = operandsOf(node).map(operand =>
    planOperand(operand, slots, planning),
  );
  const decides = node.op === '||';
  return operands.length === 2
    ? planPair(operands[0], operands[1], decides)
    : planMany(operands, decides);
}

function planPair(left: Operand, right: Operand, decides: boolean): Evaluate {
  const [a, b] = [left.evaluate, right.evaluate];
  return frame => {
    const first = a(frame);
    if (first === decides || first === tooCostly) return first;
    const second = b(frame);
    if (second === decides || second === tooCostly) return second;
    if (first !== !decides) return notBool(first, left);
    return second === !decides ? second : notBool(second, right);
  };
}

function planMany(operands: readonly Operand[], decides: boolean): Evaluate {
  return frame => {
    let unknown: Unknown | undefined;
    for (const operand of operands) {
      const value = operand.evaluate(frame);
      if (value === decides || value === tooCostly) return value;
      if (value !== !decides) unknown ??= notBool(value, operand);
    }
    return unknown ?? !decides;
  };
}

export function planNot(
  node: NodeOf<'!_'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const operand = planOperand(node.args, slots, planning);
  return frame => {
    const value = operand.evaluate(frame);
    return typeof value === 'boolean' ? !value : notBool(value, operand);
  };
}

/** `condition ? a : b`; only the chosen one is evaluated. */
export function planChoice(
  node: NodeOf<'?:'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const [test, whenTrue, whenFalse] = node.args;
  const condition = planOperand(test, slots, planning);
  const left = planning.plan(whenTrue, slots);
  const right = planning.plan(whenFalse, slots);
  return frame => {
    const value = condition.evaluate(frame);
    if (value === true) return left(frame);
    return value === false ? right(frame) : notBool(value, condition);
  };
}
