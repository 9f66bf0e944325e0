import type { Node } from '../ast';
import { pathOf, type Path } from '../paths';
import { printable } from '../suggest';
import {
  isList,
  isMap,
  kindOf,
  ownField,
  Unknown,
  type RuleValue,
} from '../values';
import {
  planOperand,
  unusable,
  type Evaluate,
  type Frame,
  type Planning,
  type Slots,
} from './Planning';
import { planSteps, probeSteps, walkSteps, type Step } from './steps';

type Access = Extract<Node, { op: '.' | '[]' }>;

/** `entity`, `now` or the item of a macro. */
export function planName(name: string, slots: Slots): Evaluate {
  const slot = slots.get(name);
  if (slot) return frame => frame.locals[slot.index];
  return name === 'now' ? frame => frame.now : frame => frame.entity;
}

/** `a.b.c`, `a['b']` and `a[0]`, from a name or from anything else. */
export function planAccess(
  node: Access,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const path = pathOf(node);
  return path ? planPath(path, slots) : planIndex(node, slots, planning);
}

function planPath(path: Path, slots: Slots): Evaluate {
  const steps = planSteps(path, slots);
  if (path.root !== 'facts') {
    const start = planName(path.root, slots);
    return frame => walkSteps(start(frame), steps, 0);
  }
  const source = planSource(steps[0]);
  if (steps.length === 1) return source;
  return frame => {
    const fact = source(frame);
    return fact instanceof Unknown ? fact : walkSteps(fact, steps, 1);
  };
}

/** The facts of one source about the entity; without them, all is unknown. */
function planSource({ key, missing }: Step): (frame: Frame) => RuleValue {
  const source = String(key);
  return ({ facts }) =>
    (Object.hasOwn(facts, source) ? facts[source] : undefined) ?? missing;
}

function planIndex(node: Access, slots: Slots, planning: Planning): Evaluate {
  const receiver = planOperand(node.args[0], slots, planning);
  const key = planKey(node, slots, planning);
  return frame => {
    const from = receiver.evaluate(frame);
    const by = key.evaluate(frame);
    const bad = unusable(from, receiver) ?? unusable(by, key);
    return bad ?? readKey(from, by, receiver.text);
  };
}

function planKey(node: Access, slots: Slots, planning: Planning) {
  if (node.op === '[]') return planOperand(node.args[1], slots, planning);
  const name: string = node.args[1];
  const isNull = Unknown.missing(name, 'is null');
  return { evaluate: () => name, text: name, isNull };
}

function readKey(from: RuleValue, by: RuleValue, text: string): RuleValue {
  let value: RuleValue | undefined;
  if (isList(from) && typeof by === 'number') value = from[by];
  else if (isMap(from) && typeof by === 'string') value = ownField(from, by);
  else {
    return Unknown.type(
      `${text} is a ${kindOf(from)} and cannot be read by a ${kindOf(by)}`,
    );
  }
  if (value !== undefined) return value;
  const key = typeof by === 'string' ? `'${printable(by)}'` : by;
  return Unknown.missing(`${text}[${key}]`);
}

/**
 * `has(a.b)`. A fact document that is there, and has no such field, says no;
 * a source that has no document says nothing. Null is there.
 */
export function planHas(
  node: Node,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const path = pathOf(node);
  if (path) return planHasPath(path, slots);
  if (node.op !== '.' && node.op !== '[]') return planning.plan(node, slots);
  const receiver = planOperand(node.args[0], slots, planning);
  const key = planKey(node, slots, planning);
  return frame => {
    const from = receiver.evaluate(frame);
    const by = key.evaluate(frame);
    const bad = unusable(from, receiver) ?? unusable(by, key);
    if (bad) return bad;
    const value = readKey(from, by, receiver.text);
    const isMissing =
      value instanceof Unknown && value.reason.code === 'missing';
    if (isMissing) return false;
    return value instanceof Unknown ? value : true;
  };
}

function planHasPath(path: Path, slots: Slots): Evaluate {
  const steps = planSteps(path, slots);
  if (path.root !== 'facts') {
    const start = planName(path.root, slots);
    return frame => probeSteps(start(frame), steps, 0);
  }
  const source = planSource(steps[0]);
  return frame => {
    const fact = source(frame);
    return fact instanceof Unknown ? fact : probeSteps(fact, steps, 1);
  };
}
