import { literalOf, type Node, type NodeOf } from '../ast';
import {
  functionsNamed,
  type ParameterKind,
  type RuleFunction,
} from '../functions/library';
import { macroOf } from '../macros';
import { Meter } from '../Meter';
import { compilePattern, matchPattern } from '../regex';
import { kindOf, Unknown, type RuleValue } from '../values';
import { planHas } from './access';
import { planMacro } from './macros';
import {
  planOperand,
  unusable,
  type Evaluate,
  type Operand,
  type Planning,
  type Slots,
} from './Planning';

/** `has(x.y)` and `name(a, b)`. */
export function planCall(
  node: NodeOf<'call'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const [name, args] = node.args;
  if (name === 'has') return planHas(args[0], slots, planning);
  const known = functionsNamed(name, 'function');
  return planFunction({ name, args, known }, slots, planning);
}

/** `list.exists(x, …)` and `a.name(b)`. */
export function planMethod(
  node: NodeOf<'rcall'>,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const macro = macroOf(node);
  if (macro) return planMacro(macro, slots, planning);
  const [name, receiver, others] = node.args;
  const known = functionsNamed(name, 'method');
  const args = [receiver, ...others];
  return planFunction({ name, args, known }, slots, planning);
}

interface Call {
  name: string;
  args: readonly Node[];
  known: readonly RuleFunction[];
}

function planFunction(call: Call, slots: Slots, planning: Planning): Evaluate {
  const { name, args } = call;
  const operands = args.map(arg => planOperand(arg, slots, planning));
  const last = args[args.length - 1];
  const literal = last?.op === 'value' ? literalOf(last) : undefined;
  if (name === 'matches' && typeof literal === 'string') {
    return planMatches(operands[0], literal);
  }
  // Null, too, is a value that dyn() may hide the type of.
  if (name === 'dyn') return operands[0].evaluate;
  const run = planRun(call, operands);
  if (!args.every(arg => arg.op === 'value')) return run;
  const answer = run(emptyFrame());
  return () => answer;
}

/** Literal arguments need nothing of a frame but its meter. */
function emptyFrame() {
  return {
    entity: {},
    facts: {},
    now: new Date(0),
    meter: new Meter(),
    locals: [],
  };
}

function planMatches(text: Operand, pattern: string): Evaluate {
  const compiled = compilePattern(pattern);
  if (compiled instanceof Unknown) return () => compiled;
  return frame => {
    const value = text.evaluate(frame);
    if (typeof value === 'string') {
      return matchPattern(compiled, value, frame.meter);
    }
    return (
      unusable(value, text) ??
      Unknown.type(`${text.text} is a ${kindOf(value)}, not a text`)
    );
  };
}

function planRun(
  { name, known }: Call,
  operands: readonly Operand[],
): Evaluate {
  const fitting = known.filter(item => item.params.length === operands.length);
  const values: RuleValue[] = operands.map(() => null);
  return frame => {
    for (let i = 0; i < operands.length; i++) {
      const operand = operands[i];
      const value = operand.evaluate(frame);
      const bad = unusable(value, operand);
      if (bad) return bad;
      values[i] = value;
    }
    for (const item of fitting) {
      if (takes(item.params, values)) return item.run(values, frame.meter);
    }
    return noFit(name, values, operands);
  };
}

function takes(
  params: readonly ParameterKind[],
  values: readonly RuleValue[],
): boolean {
  for (let i = 0; i < params.length; i++) {
    const kind = params[i];
    if (kind !== 'dyn' && kind !== kindOf(values[i])) return false;
  }
  return true;
}

function noFit(
  name: string,
  values: readonly RuleValue[],
  operands: readonly Operand[],
): Unknown {
  const found = operands.map(
    ({ text }, index) => `${text} (${kindOf(values[index])})`,
  );
  return Unknown.type(`${name}() cannot use ${found.join(', ')}`);
}
