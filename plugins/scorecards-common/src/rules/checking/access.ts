import { textOf, type Node } from '../ast';
import { fixedKeyOf, pathOf } from '../paths';
import { didYouMean, oneOf, printable } from '../suggest';
import {
  describe,
  dyn,
  isKind,
  type ObjectType,
  type RuleType,
} from '../typing/RuleType';
import type { Checking, Scope } from './Checking';

type Access = Extract<Node, { op: '.' | '[]' }>;

/** The type of `a.b`, `a['b']` and `a[0]`. */
export function checkAccess(
  node: Access,
  scope: Scope,
  checking: Checking,
): RuleType {
  const [receiver] = node.args;
  const isFacts = receiver.op === 'id' && receiver.args === 'facts';
  if (isFacts) return checkSource(node, scope, checking);
  const type = checking.check(receiver, scope);
  switch (type.kind) {
    case 'dyn':
      checkIndex(node, scope, checking, ['string', 'number']);
      return dyn;
    case 'object':
      return checkField(node, type, scope, checking);
    case 'map':
      checkIndex(node, scope, checking, ['string']);
      return type.value;
    case 'list':
      if (node.op === '.') return noFields(node, type, checking);
      checkIndex(node, scope, checking, ['number']);
      return type.item;
    default:
      return noFields(node, type, checking);
  }
}

/** `facts.coverage`: the source must be known, or facts could not be planned. */
function checkSource(
  node: Access,
  scope: Scope,
  { problems }: Checking,
): RuleType {
  const source = fixedKeyOf(node);
  const facts = scope.get('facts');
  if (typeof source !== 'string') {
    problems.add(node, {
      code: 'facts_by_name',
      message: 'The source of a fact must be written out: facts.<source>.',
      found: textOf(node),
      expected: 'a source, such as facts.catalog',
    });
    return dyn;
  }
  if (facts?.kind !== 'object') return dyn;
  const type = facts.fields.get(source);
  if (type) return type;
  problems.add(keyPlace(node), {
    code: 'unknown_source',
    message: `There is no source "${printable(source)}".${didYouMean(
      source,
      facts.fields.keys(),
    )}`,
    found: printable(source),
    expected: oneOf(facts.fields.keys()),
  });
  return dyn;
}

function checkField(
  node: Access,
  object: ObjectType,
  scope: Scope,
  checking: Checking,
): RuleType {
  const key = fixedKeyOf(node);
  if (typeof key !== 'string') {
    checkIndex(node, scope, checking, ['string']);
    return dyn;
  }
  const type = object.fields.get(key) ?? object.rest;
  if (type) return type;
  if (object.open && node.op === '[]') return dyn;
  const owner = textOf(node.args[0]);
  const hint = didYouMean(key, object.fields.keys());
  const other =
    object.open && !hint
      ? ` If it is a field of your own, write ${owner}['${printable(key)}'].`
      : hint;
  checking.problems.add(keyPlace(node), {
    code: 'unknown_field',
    message: `${owner} has no field "${printable(key)}".${other}`,
    found: printable(key),
    expected: oneOf(object.fields.keys()),
  });
  return dyn;
}

function checkIndex(
  node: Access,
  scope: Scope,
  checking: Checking,
  kinds: ReadonlyArray<'string' | 'number'>,
): void {
  if (node.op === '.') return;
  const [receiver, index] = node.args;
  const type = checking.check(index, scope);
  if (kinds.some(kind => isKind(type, kind))) return;
  checking.problems.add(index, {
    code: 'wrong_type',
    message: `${textOf(receiver)} is read by ${kinds.join(
      ' or ',
    )}, not by ${describe(type)}.`,
    found: describe(type),
    expected: kinds.join(' or '),
  });
}

function noFields(
  node: Access,
  type: RuleType,
  { problems }: Checking,
): RuleType {
  const [receiver] = node.args;
  const hint =
    type.kind === 'list'
      ? ` Ask for its items: ${textOf(receiver)}.exists(x, …).`
      : '';
  problems.add(keyPlace(node), {
    code: 'unknown_field',
    message: `${textOf(receiver)} is a ${describe(
      type,
    )} and has no fields.${hint}`,
    found: describe(type),
    expected: 'an object or a map',
  });
  return dyn;
}

/** The place of the key alone: the parser marks where a field's name starts. */
function keyPlace(node: Access): { start: number; end: number } {
  const start = node.op === '.' ? node.pos : node.args[1].start;
  return { start, end: node.op === '.' ? node.end : node.args[1].end };
}

/** `has(x.y)`: the field must be one that could be there. */
export function checkHas(
  argument: Node,
  scope: Scope,
  checking: Checking,
): void {
  const isField = argument.op === '.' || argument.op === '[]';
  const path = pathOf(argument);
  if (!isField || (path && path.steps.length === 0)) {
    checking.problems.add(argument, {
      code: 'wrong_argument',
      message: 'has() asks whether a field is there.',
      found: textOf(argument),
      expected: 'a field, such as has(entity.spec.owner)',
    });
    return;
  }
  checking.check(argument, scope);
}
