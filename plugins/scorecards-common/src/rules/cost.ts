import { childrenOf, type Node } from './ast';
import { ruleLimits } from './limits';
import { macroOf, type Macro } from './macros';
import type { RuleProblems } from './problems';

/** Items that the estimate assumes in each list. */
const assumedItems = 100;

/** Nodes of one round of a macro. */
export function stepNodes(macro: Macro): number {
  return countNodes(macro.step) + (macro.filter ? countNodes(macro.filter) : 0);
}

function countNodes(node: Node): number {
  return childrenOf(node).reduce((sum, child) => sum + countNodes(child), 1);
}

/** Estimated steps of one evaluation of a node. */
export function costOf(node: Node): number {
  const macro = node.op === 'rcall' ? macroOf(node) : undefined;
  if (!macro) {
    return childrenOf(node).reduce((sum, child) => sum + costOf(child), 1);
  }
  const filter = macro.filter ? costOf(macro.filter) : 0;
  const round = costOf(macro.step) + filter;
  return 1 + costOf(macro.list) + assumedItems * round;
}

/** Refuses macros that are nested too deeply, at the innermost allowed one's child. */
export function checkNesting(
  root: Node,
  problems: RuleProblems,
  depth = 0,
): void {
  const macro = root.op === 'rcall' ? macroOf(root) : undefined;
  if (!macro) {
    for (const child of childrenOf(root)) checkNesting(child, problems, depth);
    return;
  }
  if (depth >= ruleLimits.macroNesting) {
    problems.add(root, {
      code: 'too_deep',
      message: `${macro.name}() is nested too deeply: lists may be walked inside of one another ${ruleLimits.macroNesting} times.`,
      found: `${depth + 1} levels`,
      expected: `at most ${ruleLimits.macroNesting} levels`,
    });
    return;
  }
  checkNesting(macro.list, problems, depth);
  if (macro.filter) checkNesting(macro.filter, problems, depth + 1);
  checkNesting(macro.step, problems, depth + 1);
}
