import { stepNodes } from '../cost';
import type { Macro } from '../macros';
import { tooCostly } from '../Meter';
import { isList, isMap, kindOf, Unknown, type RuleValue } from '../values';
import {
  notBool,
  planOperand,
  unusable,
  type Evaluate,
  type Frame,
  type Operand,
  type Planning,
  type Slots,
} from './Planning';

/** The list that a macro walks, where its item is kept, and what a round costs. */
interface Walk {
  readonly name: string;
  readonly list: Operand;
  readonly slot: number;
  readonly steps: number;
}

/** `list.exists(x, …)` and its relatives. */
export function planMacro(
  macro: Macro,
  slots: Slots,
  planning: Planning,
): Evaluate {
  const list = planOperand(macro.list, slots, planning);
  const slot = slots.size;
  const inner = new Map(slots).set(macro.variable, {
    index: slot,
    list: list.text,
  });
  const walk = { name: macro.name, list, slot, steps: stepNodes(macro) };
  const step = planOperand(macro.step, inner, planning);
  switch (macro.name) {
    case 'exists':
      return planDecision(walk, step, true);
    case 'all':
      return planDecision(walk, step, false);
    case 'exists_one':
      return planCount(planCollection(walk, step, undefined));
    case 'filter':
      return planCollection(walk, step, undefined);
    default: {
      const filter = macro.filter && planOperand(macro.filter, inner, planning);
      return planCollection(walk, filter, step);
    }
  }
}

/** The items of a list, or the keys of a map. */
function itemsOf({ name, list }: Walk, frame: Frame) {
  const value = list.evaluate(frame);
  if (isList(value)) return value;
  const bad = unusable(value, list);
  if (bad) return bad;
  return isMap(value)
    ? Object.keys(value)
    : Unknown.type(`${name}() cannot walk ${list.text} (${kindOf(value)})`);
}

/** One item that decides is enough, whatever the others are. */
function planDecision(walk: Walk, step: Operand, decides: boolean): Evaluate {
  return frame => {
    const items = itemsOf(walk, frame);
    if (items instanceof Unknown) return items;
    let unknown: Unknown | undefined;
    for (const item of items) {
      if (!frame.meter.spend(walk.steps)) return tooCostly;
      frame.locals[walk.slot] = item;
      const value = step.evaluate(frame);
      if (value === decides || value === tooCostly) return value;
      if (value !== !decides) unknown ??= notBool(value, step);
    }
    return unknown ?? !decides;
  };
}

/** The items that pass the filter, transformed; one that is unknown spoils it. */
function planCollection(
  walk: Walk,
  filter: Operand | undefined,
  transform: Operand | undefined,
): Evaluate {
  return frame => {
    const items = itemsOf(walk, frame);
    if (items instanceof Unknown) return items;
    const collected: RuleValue[] = [];
    for (const item of items) {
      if (!frame.meter.spend(walk.steps)) return tooCostly;
      frame.locals[walk.slot] = item;
      const passes = filter ? filter.evaluate(frame) : true;
      if (filter && typeof passes !== 'boolean') return notBool(passes, filter);
      if (!passes) continue;
      const value = transform ? transform.evaluate(frame) : item;
      if (value instanceof Unknown) return value;
      collected.push(value);
    }
    return collected;
  };
}

function planCount(collection: Evaluate): Evaluate {
  return frame => {
    const found = collection(frame);
    return isList(found) ? found.length === 1 : found;
  };
}
