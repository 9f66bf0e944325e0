import { textOf, type Node } from '../ast';
import { didYouMean, oneOf } from '../suggest';
import {
  areComparable,
  bool,
  describe,
  duration,
  dyn,
  isKind,
  listOf,
  number,
  string,
  timestamp,
  unify,
  type Kind,
  type RuleType,
} from '../typing/RuleType';
import type { Checking, Scope } from './Checking';

/** An operator between two values, other than `&&` and `||`. */
export type BinaryNode = Extract<
  Node,
  {
    op:
      | '=='
      | '!='
      | 'in'
      | '<'
      | '<='
      | '>'
      | '>='
      | '+'
      | '-'
      | '*'
      | '/'
      | '%';
  }
>;

type Operands = readonly [RuleType, RuleType];

const ordered: readonly Kind[] = ['number', 'string', 'timestamp', 'duration'];

/** What `+` and `-` make of what. */
const sums: ReadonlyArray<readonly [string, Kind, Kind, RuleType]> = [
  ['+', 'number', 'number', number],
  ['+', 'string', 'string', string],
  ['+', 'list', 'list', listOf(dyn)],
  ['+', 'duration', 'duration', duration],
  ['+', 'timestamp', 'duration', timestamp],
  ['+', 'duration', 'timestamp', timestamp],
  ['-', 'number', 'number', number],
  ['-', 'duration', 'duration', duration],
  ['-', 'timestamp', 'timestamp', duration],
  ['-', 'timestamp', 'duration', timestamp],
  ['*', 'number', 'number', number],
  ['/', 'number', 'number', number],
  ['%', 'number', 'number', number],
];

/** The type of `a + b`, `a == b`, `a in b` and their like. */
export function checkBinary(
  node: BinaryNode,
  scope: Scope,
  checking: Checking,
): RuleType {
  const [left, right] = node.args;
  const types: Operands = [
    checking.check(left, scope),
    checking.check(right, scope),
  ];
  switch (node.op) {
    case '==':
    case '!=':
      checkEquality(node, types, checking);
      return bool;
    case 'in':
      checkIn(node, types, checking);
      return bool;
    case '<':
    case '<=':
    case '>':
    case '>=':
      checkOrder(node, types, checking);
      return bool;
    default:
      return checkSum(node, types, checking);
  }
}

function refuse(
  node: BinaryNode,
  [left, right]: Operands,
  expected: string,
  { problems }: Checking,
): void {
  problems.add(node, {
    code: 'wrong_type',
    message: `"${node.op}" does not fit ${describe(left)} and ${describe(
      right,
    )}.${timeHint(node, [left, right])}`,
    found: `${describe(left)} ${node.op} ${describe(right)}`,
    expected,
  });
}

/** Times and durations are texts in facts: the commonest mistake. */
function timeHint(node: BinaryNode, types: Operands): string {
  for (const [index, other] of [
    [0, 1],
    [1, 0],
  ] as const) {
    const kind = types[other].kind;
    const isTime = kind === 'timestamp' || kind === 'duration';
    if (!isTime || types[index].kind !== 'string') continue;
    const wrap = node.op === '-' ? 'timestamp' : kind;
    return ` Write ${wrap}(${textOf(node.args[index])}).`;
  }
  return '';
}

function checkEquality(
  node: BinaryNode,
  types: Operands,
  checking: Checking,
): void {
  const [left, right] = types;
  const nullIndex = types.findIndex(type => type.kind === 'null');
  if (nullIndex >= 0) {
    checkNullable(node, types, nullIndex, checking);
  } else if (!areComparable(left, right)) {
    refuse(node, types, 'two values of the same type', checking);
  } else {
    checkChoice(node.args[0], left, right, checking);
    checkChoice(node.args[1], right, left, checking);
  }
}

function checkNullable(
  node: BinaryNode,
  types: Operands,
  nullIndex: number,
  { problems }: Checking,
): void {
  const index = nullIndex === 0 ? 1 : 0;
  const other = types[index];
  if (other.nullable || other.kind === 'dyn' || other.kind === 'null') return;
  const text = textOf(node.args[index]);
  problems.add(node, {
    code: 'never_null',
    message: `${text} is never null. To ask whether it is there, write has(${text}).`,
    found: `${describe(other)} ${node.op} null`,
    expected: 'a value that may be null',
  });
}

/** A literal that is none of the values which the other side can have. */
function checkChoice(
  node: Node,
  literal: RuleType,
  other: RuleType,
  { problems }: Checking,
): void {
  if (node.op !== 'value' || literal.kind !== 'string') return;
  if (other.kind !== 'string' || !other.values) return;
  const [value = ''] = literal.values ?? [];
  if (other.values.includes(value)) return;
  problems.add(node, {
    code: 'impossible_value',
    message: `This can never be ${textOf(node)}.${didYouMean(
      value,
      other.values,
    )}`,
    found: textOf(node),
    expected: oneOf(new Set(other.values)),
  });
}

function checkIn(node: BinaryNode, types: Operands, checking: Checking): void {
  const [item, group] = types;
  if (group.kind === 'dyn') return;
  if (group.kind === 'map' || group.kind === 'object') {
    if (isKind(item, 'string')) return;
    refuse(node, types, 'a text in the keys of a map', checking);
  } else if (group.kind !== 'list') {
    refuse(node, types, 'a list or a map on the right', checking);
  } else if (!areComparable(item, group.item)) {
    refuse(node, types, `a ${describe(group.item)} on the left`, checking);
  } else {
    checkChoices(node, types, checking);
  }
}

function checkChoices(
  node: BinaryNode,
  [item, group]: Operands,
  checking: Checking,
): void {
  const [left, right] = node.args;
  if (group.kind === 'list') checkChoice(left, item, group.item, checking);
  if (right.op !== 'list') return;
  for (const choice of right.args) {
    const value = choice.op === 'value' ? choice.args : undefined;
    if (typeof value !== 'string') continue;
    checkChoice(choice, { kind: 'string', values: [value] }, item, checking);
  }
}

function checkOrder(
  node: BinaryNode,
  types: Operands,
  checking: Checking,
): void {
  const [left, right] = types;
  const fits = ordered.some(kind => isKind(left, kind) && isKind(right, kind));
  if (fits) return;
  refuse(node, types, 'two numbers, texts, timestamps or durations', checking);
}

function checkSum(
  node: BinaryNode,
  types: Operands,
  checking: Checking,
): RuleType {
  const [left, right] = types;
  const fitting = sums.filter(
    ([op, a, b]) => op === node.op && isKind(left, a) && isKind(right, b),
  );
  const [first, ...others] = fitting.map(([, , , type]) => type);
  if (!first) {
    const known = sums.filter(([op]) => op === node.op);
    const expected = known.map(([op, a, b]) => `${a} ${op} ${b}`).join(', ');
    refuse(node, types, expected, checking);
    return dyn;
  }
  const isLists = left.kind === 'list' && right.kind === 'list';
  return isLists ? unify(left, right) : others.reduce(unify, first);
}
