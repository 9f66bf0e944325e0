import { literalOf, operandsOf, textOf, type Node, type NodeOf } from '../ast';
import type { RuleProblems } from '../problems';
import { didYouMean, oneOf } from '../suggest';
import {
  bool,
  describe,
  dyn,
  isKind,
  listOf,
  mapOf,
  number,
  unify,
  type RuleType,
} from '../typing/RuleType';
import { checkAccess } from './access';
import { checkCall, checkMethod } from './calls';
import type { Checking, Scope } from './Checking';
import { checkBinary, type BinaryNode } from './operators';

/** The types of all nodes of a rule. */
export type NodeTypes = ReadonlyMap<Node, RuleType>;

/** Finds the types of a rule and reports all that is wrong with it. */
export function checkRule(
  tree: Node,
  roots: Scope,
  problems: RuleProblems,
): NodeTypes {
  const types = new Map<Node, RuleType>();
  const checking: Checking = {
    problems,
    check(node, scope) {
      const type = checkNode(node, scope, checking);
      types.set(node, type);
      return type;
    },
  };
  checkBool(tree, roots, checking, 'A rule');
  return types;
}

function checkNode(node: Node, scope: Scope, checking: Checking): RuleType {
  switch (node.op) {
    case 'value':
      return typeOfLiteral(node);
    case 'id':
      return checkName(node, scope, checking);
    case '.':
    case '[]':
      return checkAccess(node, scope, checking);
    case 'call':
      return checkCall(node, scope, checking);
    case 'rcall':
      return checkMethod(node, scope, checking);
    case 'list':
      return listOf(unifyAll(node.args, scope, checking));
    case 'map':
      return checkMap(node, scope, checking);
    case '?:':
      return checkChoice(node, scope, checking);
    case '&&':
    case '||':
      for (const operand of operandsOf(node)) {
        checkBool(operand, scope, checking, node.op);
      }
      return bool;
    case '!_':
      return checkBool(node.args, scope, checking, '!');
    case '-_':
      return checkNegated(node, scope, checking);
    case '.?':
    case '[?]':
      return dyn;
    default:
      return checkBinary(node as BinaryNode, scope, checking);
  }
}

function typeOfLiteral(node: NodeOf<'value'>): RuleType {
  const value = literalOf(node);
  switch (typeof value) {
    case 'string':
      return { kind: 'string', values: [value] };
    case 'number':
      return number;
    case 'boolean':
      return bool;
    default:
      return { kind: 'null' };
  }
}

function checkName(
  node: NodeOf<'id'>,
  scope: Scope,
  { problems }: Checking,
): RuleType {
  const name = node.args;
  const type = scope.get(name);
  if (name === 'facts') {
    problems.add(node, {
      code: 'facts_by_name',
      message: 'Facts are read by the name of their source: facts.<source>.',
      found: 'facts',
      expected: 'a source, such as facts.catalog',
    });
    return dyn;
  }
  if (type) return type;
  problems.add(node, {
    code: 'unknown_name',
    message: `There is no "${textOf(node)}" here.${didYouMean(
      name,
      scope.keys(),
    )}`,
    found: textOf(node),
    expected: oneOf(scope.keys()),
  });
  return dyn;
}

function checkBool(
  node: Node,
  scope: Scope,
  checking: Checking,
  where: string,
): RuleType {
  const type = checking.check(node, scope);
  if (!isKind(type, 'bool')) {
    checking.problems.add(node, {
      code: 'wrong_type',
      message: `${where} needs true or false; "${textOf(node)}" is a ${describe(
        type,
      )}.`,
      found: describe(type),
      expected: 'bool',
    });
  }
  return bool;
}

function checkNegated(
  node: NodeOf<'-_'>,
  scope: Scope,
  checking: Checking,
): RuleType {
  const type = checking.check(node.args, scope);
  if (isKind(type, 'number')) return number;
  checking.problems.add(node, {
    code: 'wrong_type',
    message: `"-" needs a number; "${textOf(node.args)}" is a ${describe(
      type,
    )}.`,
    found: describe(type),
    expected: 'number',
  });
  return dyn;
}

function unifyAll(
  nodes: readonly Node[],
  scope: Scope,
  checking: Checking,
): RuleType {
  const types = nodes.map(node => checking.check(node, scope));
  const [first, ...others] = types;
  return first ? others.reduce(unify, first) : dyn;
}

function checkMap(
  node: NodeOf<'map'>,
  scope: Scope,
  checking: Checking,
): RuleType {
  for (const [key] of node.args) {
    const type = checking.check(key, scope);
    if (isKind(type, 'string')) continue;
    checking.problems.add(key, {
      code: 'wrong_type',
      message: 'The keys of a map are texts.',
      found: describe(type),
      expected: 'string',
    });
  }
  const values = node.args.map(([, value]) => value);
  return mapOf(unifyAll(values, scope, checking));
}

function checkChoice(
  node: NodeOf<'?:'>,
  scope: Scope,
  checking: Checking,
): RuleType {
  const [condition, whenTrue, whenFalse] = node.args;
  checkBool(condition, scope, checking, '? :');
  const left = checking.check(whenTrue, scope);
  const right = checking.check(whenFalse, scope);
  const isMixed = unify(left, right).kind === 'dyn';
  if (isMixed && left.kind !== 'dyn' && right.kind !== 'dyn') {
    checking.problems.add(node, {
      code: 'wrong_type',
      message: 'Both answers of "? :" must have the same type.',
      found: `${describe(left)} and ${describe(right)}`,
      expected: 'two values of the same type',
    });
  }
  return unify(left, right);
}
