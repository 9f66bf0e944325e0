import { literalOf, type Node, type NodeOf } from '../ast';
import type { BinaryNode } from '../checking/operators';
import { kindOf, Unknown, type RuleValue } from '../values';
import { planAccess, planName } from './access';
import { planArithmetic } from './arithmetic';
import { planCall, planMethod } from './calls';
import { planEquality, planIn, planOrder } from './comparison';
import { planChain, planChoice, planNot } from './logic';
import {
  planOperand,
  unusable,
  type Evaluate,
  type Planning,
  type Slots,
} from './Planning';

/**
 * Turns a checked tree into functions, once, so that an evaluation is nothing
 * but calls. Values are checked again as they come: data may not keep to its
 * schema, and without schemas nothing is known beforehand.
 */
export function planRule(tree: Node): Evaluate {
  const planning: Planning = {
    plan: (node, slots) => planNode(node, slots, planning),
  };
  return planning.plan(tree, new Map());
}

function planNode(node: Node, slots: Slots, planning: Planning): Evaluate {
  switch (node.op) {
    case 'value':
      return constant(literalOf(node) ?? null);
    case 'id':
      return planName(node.args, slots);
    case '.':
    case '[]':
      return planAccess(node, slots, planning);
    case 'call':
      return planCall(node, slots, planning);
    case 'rcall':
      return planMethod(node, slots, planning);
    case 'list':
      return planList(node, slots, planning);
    case 'map':
      return planMap(node, slots, planning);
    case '?:':
      return planChoice(node, slots, planning);
    case '&&':
    case '||':
      return planChain(node, slots, planning);
    case '!_':
      return planNot(node, slots, planning);
    case '-_':
      return planNegated(node, slots, planning);
    case '.?':
    case '[?]':
      return constant(Unknown.error('optional access is not supported'));
    default:
      return planBinary(node as BinaryNode, slots, planning);
  }
}

function planBinary(
  node: BinaryNode,
  slots: Slots,
  planning: Planning,
): Evaluate {
  switch (node.op) {
    case '==':
    case '!=':
      return planEquality(node, slots, planning);
    case 'in':
      return planIn(node, slots, planning);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return planOrder(node, slots, planning);
    default:
      return planArithmetic(node, slots, planning);
  }
}

function constant(value: RuleValue): Evaluate {
  return () => value;
}

function planNegated(
  node: NodeOf<'-_'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const operand = planOperand(node.args, slots, planning);
  return frame => {
    const value = operand.evaluate(frame);
    if (typeof value === 'number') return -value;
    return (
      unusable(value, operand) ??
      Unknown.type(`${operand.text} is a ${kindOf(value)}, not a number`)
    );
  };
}

function planList(
  node: NodeOf<'list'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const literals = node.args.flatMap(item =>
    item.op === 'value' ? [literalOf(item) ?? null] : [],
  );
  if (literals.length === node.args.length) return constant(literals);
  const items = node.args.map(item => planning.plan(item, slots));
  return frame => {
    const list: RuleValue[] = [];
    for (const item of items) {
      const value = item(frame);
      if (value instanceof Unknown) return value;
      list.push(value);
    }
    return list;
  };
}

function planMap(
  node: NodeOf<'map'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const entries = node.args.map(
    ([key, value]) =>
      [planOperand(key, slots, planning), planning.plan(value, slots)] as const,
  );
  return frame => {
    // Without a prototype, so that "__proto__" is a key like any other.
    const map: Record<string, RuleValue> = Object.create(null);
    for (const [operand, evaluate] of entries) {
      const key = operand.evaluate(frame);
      const value = evaluate(frame);
      if (typeof key !== 'string') {
        return (
          unusable(key, operand) ??
          Unknown.type(`${operand.text} is not a text and cannot be a key`)
        );
      }
      if (value instanceof Unknown) return value;
      map[key] = value;
    }
    return map;
  };
}
