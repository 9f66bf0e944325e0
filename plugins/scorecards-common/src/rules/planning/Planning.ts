import { textOf, type Node } from '../ast';
import type { Meter } from '../Meter';
import { pathOf } from '../paths';
import { kindOf, Unknown, type RuleMap, type RuleValue } from '../values';

/** What one evaluation works on. A rule has one frame and uses it again and again. */
export interface Frame {
  entity: RuleMap;
  facts: Readonly<Record<string, RuleMap | undefined>>;
  now: Date;
  readonly meter: Meter;
  /** The items that the macros around are at, by nesting. */
  readonly locals: RuleValue[];
}

/** A node made ready to run. */
export type Evaluate = (frame: Frame) => RuleValue;

/** Where the item of a macro is kept, and the list it comes from. */
export interface Slot {
  readonly index: number;
  readonly list: string;
}

export type Slots = ReadonlyMap<string, Slot>;

/** What the parts of the planner share. */
export interface Planning {
  plan(node: Node, slots: Slots): Evaluate;
}

/** A part of an operator or a call, with what to say when it cannot be used. */
export interface Operand {
  readonly evaluate: Evaluate;
  readonly text: string;
  readonly isNull: Unknown;
}

export function planOperand(
  node: Node,
  slots: Slots,
  planning: Planning,
): Operand {
  const text = nameOf(node);
  return {
    evaluate: planning.plan(node, slots),
    text,
    isNull: Unknown.missing(text, 'is null'),
  };
}

/** How a message calls a value: its path as it was written, or its text. */
export function nameOf(node: Node): string {
  const { steps } = pathOf(node) ?? { steps: [] };
  return steps.length > 0 ? steps[steps.length - 1].text : textOf(node);
}

/** Why a value cannot be used at all, if so. */
export function unusable(
  value: RuleValue,
  operand: Operand,
): Unknown | undefined {
  if (value === null) return operand.isNull;
  return value instanceof Unknown ? value : undefined;
}

/** A value that should have been true or false. */
export function notBool(value: RuleValue, operand: Operand): Unknown {
  return (
    unusable(value, operand) ??
    Unknown.type(`${operand.text} is a ${kindOf(value)}, not true or false`)
  );
}

/** Two values that an operator cannot use together. */
export function misfit(
  op: string,
  [a, b]: readonly [RuleValue, RuleValue],
  [left, right]: readonly [Operand, Operand],
): Unknown {
  return (
    unusable(a, left) ??
    unusable(b, right) ??
    Unknown.type(
      `"${op}" cannot use ${left.text} (${kindOf(a)}) with ${
        right.text
      } (${kindOf(b)})`,
    )
  );
}
