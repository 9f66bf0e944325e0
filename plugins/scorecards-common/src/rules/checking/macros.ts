import { textOf, type Node } from '../ast';
import type { Macro } from '../macros';
import {
  bool,
  describe,
  dyn,
  isKind,
  listOf,
  string,
  type RuleType,
} from '../typing/RuleType';
import type { Checking, Scope } from './Checking';

/** The type of `list.exists(x, …)` and its relatives. */
export function checkMacro(
  macro: Macro,
  scope: Scope,
  checking: Checking,
): RuleType {
  const item = itemType(macro, scope, checking);
  const inner = withVariable(macro, item, scope, checking);
  if (macro.filter) checkCondition(macro.filter, macro, inner, checking);
  if (macro.name === 'map') return listOf(checking.check(macro.step, inner));
  checkCondition(macro.step, macro, inner, checking);
  return macro.name === 'filter' ? listOf(item) : bool;
}

/** The items of a list; of a map, its keys. */
function itemType(macro: Macro, scope: Scope, checking: Checking): RuleType {
  const type = checking.check(macro.list, scope);
  switch (type.kind) {
    case 'dyn':
      return dyn;
    case 'list':
      return type.item;
    case 'map':
    case 'object':
      return string;
    default:
      checking.problems.add(macro.list, {
        code: 'wrong_type',
        message: `${macro.name}() walks a list; ${textOf(
          macro.list,
        )} is a ${describe(type)}.`,
        found: describe(type),
        expected: 'a list or a map',
      });
      return dyn;
  }
}

function withVariable(
  { variable, variableNode }: Macro,
  item: RuleType,
  scope: Scope,
  { problems }: Checking,
): Scope {
  if (scope.has(variable)) {
    problems.add(variableNode, {
      code: 'name_taken',
      message: `"${textOf(variableNode)}" already means something else here.`,
      found: textOf(variableNode),
      expected: 'a name that is not in use',
    });
    return scope;
  }
  return new Map([...scope, [variable, item]]);
}

function checkCondition(
  node: Node,
  { name }: Macro,
  scope: Scope,
  { check, problems }: Checking,
): void {
  const type = check(node, scope);
  if (isKind(type, 'bool')) return;
  problems.add(node, {
    code: 'wrong_type',
    message: `${name}() needs true or false for each item; "${textOf(
      node,
    )}" is a ${describe(type)}.`,
    found: describe(type),
    expected: 'bool',
  });
}
